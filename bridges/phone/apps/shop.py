"""A shop with a cart and a checkout that spends money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import field, nothing_here, search_field
from bridges.phone.screen.parts import (
    button,
    card,
    checkbox,
    column,
    icon,
    icon_button,
    item,
    row,
    screen,
    scroll,
    space,
    stack,
    text,
    top_bar,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.mimic.shop"
# Symbol, colour, English, Chinese, cents.
GOODS = (
    ("kettle", "local_cafe", "#00838f", "Travel kettle", "旅行电热水壶", 2990), ("lamp", "lightbulb", "#ad5c00", "Desk lamp", "台灯", 3450),
    ("headphones", "headphones", "#5e35b1", "Headphones", "头戴式耳机", 8900), ("notebook", "menu_book", "#2e7d32", "Paper notebook", "纸质笔记本", 790),
    ("backpack", "backpack", "#8e5a2b", "Backpack", "双肩包", 5600), ("keyboard", "keyboard", "#37618e", "Compact keyboard", "小型键盘", 6900),
    ("camera", "camera_alt", "#c2185b", "Instant camera", "拍立得相机", 11900), ("map", "map", "#3157b8", "City map", "城市地图", 650),
    ("charger", "usb", "#546e7a", "USB charger", "USB 充电器", 1890), ("timer", "timer", "#b3261e", "Kitchen timer", "厨房计时器", 1250),
)  # fmt: skip


def money(cents: int) -> str:
    """A price."""
    return f"€{cents / 100:.2f}"


def _fill(phone: Phone) -> None:
    phone.data["shop"] = {"cart": {}, "orders": [], "saved": []}


def _name(phone: Phone, good: tuple[str, str, str, str, str, int]) -> str:
    return phone.t(good[3], good[4])


def total(phone: Phone) -> int:
    """Cents that the cart costs."""
    cart = phone.data["shop"]["cart"]
    return sum(good[5] * cart.get(good[0], 0) for good in GOODS)


def _cart_button(phone: Phone) -> View:
    count = sum(phone.data["shop"]["cart"].values())
    label = phone.t(f"Cart, {count} items", f"购物车，{count} 件")
    found = icon_button("shopping_cart", label, lambda: phone.push("cart"), id="cart")
    if count:
        badge = stack(
            text(str(count), 11, "on_error", bold=True),
            fill="error",
            radius=9,
            width=18,
            height=18,
            align="center",
            justify="center",
        )
        found.children = [stack(*found.children, width=48, height=48, align="center", justify="center"),
                          stack(stack(badge, padding=(0, 4, 4, 0)), width=48, height=48, align="end")]  # fmt: skip
    return found


def _main(phone: Phone, page: Page) -> View:
    query = page.memory.get("query", "").lower()
    found = [good for good in GOODS if query in _name(phone, good).lower()]
    lines = [row(*[_tile(phone, good) for good in found[i : i + 2]], *([space(weight=1)] if len(found[i : i + 2]) == 1 else []), gap=12, align="start")
             for i in range(0, len(found), 2)]  # fmt: skip
    orders = icon_button("history", phone.t("Orders", "订单"), lambda: phone.push("orders"), id="orders")
    return screen(
        top_bar(phone.t("Shop", "商店"), None, orders, _cart_button(phone)), search_field(phone, page, phone.t("Search products", "搜索商品")),
        scroll(*(lines or [nothing_here(phone.t("Nothing found", "未找到商品"))]), key="products", gap=12, padding=(16, 0, 16, 24)),
    )  # fmt: skip


def _picture(good: tuple[str, str, str, str, str, int], height: float) -> View:
    face = View(icon=good[1], size=height * 0.42, color=good[2])
    return stack(face, width=FILL, height=height, fill="container_high", radius=12, align="center", justify="center")


def _tile(phone: Phone, good: tuple[str, str, str, str, str, int]) -> View:
    return column(
        _picture(good, 120), text(_name(phone, good), 16, lines=2), text(money(good[5]), 16, bold=True),
        button(phone.t("Add to cart", "加入购物车"), _adder(phone, good[0]), "tonal", width=FILL, id=f"add_{good[0]}"),
        gap=6, weight=1, fill="container", radius=16, padding=(12, 12, 12, 12), tap=lambda: phone.push("product", good=good[0]),
    )  # fmt: skip


def _adder(phone: Phone, name: str, by: int = 1) -> Act:
    def act() -> None:
        cart = phone.data["shop"]["cart"]
        cart[name] = cart.get(name, 0) + by
        if cart[name] <= 0:
            del cart[name]
        phone.log("cart", good=name, count=cart.get(name, 0))
        if by > 0 and phone.page.name != "cart":
            phone.say(phone.t("Added to cart", "已加入购物车"))

    return act


def _product(phone: Phone, page: Page) -> View:
    good = next(one for one in GOODS if one[0] == page.arguments["good"])
    saved = phone.data["shop"]["saved"]

    def save() -> None:
        if good[0] in saved:
            saved.remove(good[0])
        else:
            saved.append(good[0])
        phone.log("saved", good=good[0])

    words = phone.t(
        "Well made, light, and built to be repaired. Two years of warranty. Delivery within three days.",
        "做工精良、轻便、易于维修。两年质保，三天内送达。",
    )
    heart = icon_button("favorite", phone.t("Remove from wish list", "移出心愿单") if good[0] in saved else phone.t("Add to wish list", "加入心愿单"), save,
                        "#c2185b" if good[0] in saved else "muted", id="wish")  # fmt: skip
    return screen(
        top_bar("", phone.finish, heart, _cart_button(phone)),
        scroll(
            _picture(good, 260), text(_name(phone, good), 26), text(money(good[5]), 22, "primary", bold=True), text(words, 16, "muted"),
            item(phone.t("Free delivery", "免运费"), phone.t("from €30", "满 €30"), icon("local_shipping"), padding=(0, 8, 0, 8)),
            key="product", gap=12, padding=(16, 0, 16, 16),
        ),
        column(button(phone.t("Add to cart", "加入购物车"), _adder(phone, good[0]), width=FILL, id="add_to_cart"), padding=(16, 12, 16, 16)),
    )  # fmt: skip


def _cart(phone: Phone, page: Page) -> View:
    cart = phone.data["shop"]["cart"]
    rows = []
    for good in GOODS:
        if good[0] not in cart:
            continue
        name = _name(phone, good)
        rows.append(card(row(
            stack(View(icon=good[1], size=26, color=good[2]), width=52, height=52, fill="container_high", radius=12, align="center", justify="center"),
            column(text(name, 16, lines=1), text(money(good[5]), 14, "muted"), weight=1),
            icon_button("remove", phone.t(f"Remove one {name}", f"减少 {name}"), _adder(phone, good[0], -1)),
            text(str(cart[good[0]]), 16, bold=True, id="count"),
            icon_button("add", phone.t(f"Add one {name}", f"增加 {name}"), _adder(phone, good[0])), gap=8), padding=(12, 8, 4, 8)))  # fmt: skip
    if not rows:
        return screen(
            top_bar(phone.t("Cart", "购物车"), phone.finish),
            nothing_here(phone.t("Your cart is empty", "购物车是空的")),
        )
    return screen(
        top_bar(phone.t("Cart", "购物车"), phone.finish), scroll(*rows, key="cart_list", gap=8, padding=(16, 0, 16, 16)),
        column(
            row(text(phone.t("Total", "合计"), 18, weight=1), text(money(total(phone)), 22, bold=True, id="total")),
            button(phone.t("Checkout", "去结算"), lambda: phone.push("checkout"), width=FILL, id="checkout"), gap=12, padding=(16, 16, 16, 16), fill="container",
        ),
    )  # fmt: skip


def _checkout(phone: Phone, page: Page) -> View:
    memory = page.memory
    memory.setdefault("way", "standard")
    cost = total(phone) + (590 if memory["way"] == "express" else 0)

    def choose(way: str) -> Act:
        def act() -> None:
            memory["way"] = way

        return act

    def order() -> None:
        if not all(memory.get(name, "").strip() for name in ("name", "street", "city")):
            memory["missing"] = True
            return
        shop = phone.data["shop"]
        shop["orders"].append(
            {
                "items": dict(shop["cart"]),
                "cents": cost,
                "way": memory["way"],
                **{key: memory[key] for key in ("name", "street", "city")},
            }
        )
        shop["cart"] = {}
        phone.log("order placed", cents=cost)
        task = phone.task
        assert task is not None
        del task.pages[1:-1]
        phone.replace("thanks")

    def way(name: str, label: str) -> View:
        return checkbox(memory["way"] == name, label, choose(name), id=f"way_{name}", kind="android.widget.RadioButton")

    missing = (
        [text(phone.t("Fill in name, street and city", "请填写姓名、街道和城市"), 14, "error", id="error")]
        if memory.get("missing")
        else []
    )
    return screen(
        top_bar(phone.t("Checkout", "结算"), phone.finish),
        scroll(
            text(phone.t("Delivery address", "收货地址"), 14, "primary", bold=True),
            field(phone, page, "name", phone.t("Full name", "姓名")), field(phone, page, "street", phone.t("Street", "街道")),
            field(phone, page, "city", phone.t("City", "城市")), *missing,
            text(phone.t("Delivery", "配送方式"), 14, "primary", bold=True, padding=(0, 8, 0, 0)),
            way("standard", phone.t("Standard, free", "标准配送，免费")), way("express", phone.t("Express, €5.90", "加急配送，€5.90")),
            item(phone.t("Card ending in 4242", "尾号 4242 的银行卡"), phone.t("Payment", "付款方式"), icon("credit_card"), padding=(0, 8, 0, 8)),
            key="form", gap=12, padding=(16, 8, 16, 16),
        ),
        column(button(phone.t(f"Place order · {money(cost)}", f"提交订单 · {money(cost)}"), order, width=FILL, id="place_order"), padding=(16, 12, 16, 16)),
    )  # fmt: skip


def _thanks(phone: Phone, page: Page) -> View:
    return column(
        space(weight=1), icon("check_circle", 96, "success"), text(phone.t("Order placed", "订单已提交"), 26, align="center"),
        text(phone.t("Thank you! It arrives within three days.", "谢谢！三天内送达。"), 16, "muted", align="center"),
        button(phone.t("Continue shopping", "继续购物"), phone.finish, "tonal", id="continue"), space(weight=1), align="center", gap=16, height=FILL, fill="surface",
    )  # fmt: skip


def _orders(phone: Phone, page: Page) -> View:
    rows: list[Any] = [
        item(
            phone.t(f"Order {number}", f"订单 {number}"),
            f"{money(one['cents'])} · {one['name']}, {one['city']}",
            icon("shopping_bag"),
        )
        for number, one in enumerate(phone.data["shop"]["orders"], 1)
    ]
    return screen(
        top_bar(phone.t("Orders", "订单"), phone.finish),
        scroll(*(rows or [nothing_here(phone.t("No orders", "没有订单"))]), key="orders"),
    )


APP = App(PACKAGE, ("Shop", "商店"), "shopping_bag", "#c2185b", ".MainActivity",
          {"": _main, "product": _product, "cart": _cart, "checkout": _checkout, "thanks": _thanks, "orders": _orders}, system=False, root=_fill)  # fmt: skip
