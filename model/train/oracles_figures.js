// More of the oracle: pages with figures to drag, with sums, with games, and those that are answered by copying.
(() => {
  const { one, all, shown, rect, middle, on, click, press, scroll, named, quoted, inView, filled, submit,
    toward,
  } = oracle.hands;
  const wordsOf = (element) => element.textContent.trim();

  // Figures that are dragged

  const DIRECTION = { left: [0.03, 0.5], right: [0.97, 0.5], up: [0.5, 0.03], down: [0.5, 0.97] };
  const within = ([left, top, right, bottom], [x, y]) => [left + x * (right - left), top + y * (bottom - top)];
  const moved = (words) => {
    const figure = one("#area svg > *");
    if (figure.getAttribute("transform")) return submit();
    // From its middle to its own edge: it follows the pointer.
    return on("drag", figure, { end: within(rect(figure), DIRECTION[/(left|right|up|down) then/.exec(words)[1]]) });
  };
  const TAGS = { rectangles: "rect", circles: "circle", triangles: "polygon" };
  const inside = (figure, box) => {
    const [x, y] = rect(figure), [left, top, right, bottom] = rect(box);
    return x > left && y > top && x < right && y < bottom;
  };
  const sorted = (pairs) => {
    // Each figure into its box, in rows that leave those before in sight.
    for (const [figures, box] of pairs) {
      const left = figures.filter((figure) => !inside(figure, box));
      if (!left.length) continue;
      const place = figures.length - left.length;
      return on("drag", left[0], { end: within(rect(box), [0.2 + 0.2 * (place % 4), place < 4 ? 0.4 : 0.75]) });
    }
    return submit();
  };
  const figures = (test) => all("#area_svg > *:not(#shape-container)").filter((figure) => shown(figure) && test(figure));
  const boxed = (words) => {
    const tag = TAGS[/all (\w+) into/.exec(words)[1]];
    return sorted([[figures((figure) => figure.tagName === tag), one("#shape-container")]]);
  };
  const parted = (words) => {
    const [, name] = /all (\w+) (?:shapes )?into/.exec(words), [left, right] = all("#shape-container");
    const meant = (figure) => (TAGS[name] ? figure.tagName === TAGS[name] : figure.getAttribute("fill") === name);
    return sorted([[figures(meant), left], [figures((figure) => !meant(figure)), right]]);
  };
  const CELLS = ["top left", "top center", "top right", "center left", "center", "center right", "bottom left",
    "bottom center", "bottom right"];
  const cell = (words) => {
    const items = all("#sortable li");
    const [, name, where] = /Drag (\S+) (?:to the )?(.*)\.$/.exec(words);
    const at = items.findIndex((item) => wordsOf(item) === name);
    const step = { "up by one": -3, "down by one": 3, "left by one": -1, "right by one": 1 }[where];
    const to = step ? at + step : CELLS.indexOf(where);
    // The cell comes along by the place where it is taken.
    const held = items[at].querySelector("div"), [x, y] = middle(rect(held));
    const from = items[at].getBoundingClientRect(), there = items[to].getBoundingClientRect();
    // A little further than its place, so that what stands there makes room on the right side.
    const beyond = to > at ? 9 : -9;
    return on("drag", held, { end: [x + there.left - from.left + beyond, y + there.top - from.top + beyond] });
  };
  const order = () => {
    const items = all("#sortable li"), numbers = items.map((item) => Number(wordsOf(item)));
    const right = [...numbers].sort((a, b) => a - b);
    const at = right.findIndex((number, place) => numbers[place] !== number);
    if (at < 0) return submit();
    const height = items[0].getBoundingClientRect().height, [x, y] = middle(rect(items[at].querySelector("div")));
    return on("drag", items[numbers.lastIndexOf(right[at])].querySelector("div"), { end: [x, y - 0.45 * height] });
  };
  const resized = (words, memory) => {
    const area = one("#tt"), box = area.getBoundingClientRect();
    memory.start = memory.start ?? [box.width, box.height];
    const side = /width/.test(words) ? 0 : 1, larger = /larger/.test(words);
    const change = [box.width, box.height][side] - memory.start[side];
    if (larger ? change > 0.5 : change < -0.5) return submit();
    const corner = [box.right, box.bottom], far = larger ? corner : [box.left + box.width / 2, box.top + box.height / 2];
    const start = [corner[0] - 5, corner[1] - 5];
    return { kind: "drag", rect: rect(area), point: start, end: far };
  };

  // Copying: a word is marked with a double click, copied, and put into the field

  const copied = (field, memory, box) => {
    if (field.value) return submit();
    if (document.activeElement === field && memory.taken) return press("ctrl+v");
    if (memory.taken) return click(field);
    const area = document.activeElement;
    const chosen = window.getSelection().toString()
      || (area.selectionEnd > area.selectionStart ? area.value.slice(area.selectionStart, area.selectionEnd) : "");
    if (chosen) { memory.taken = true; return press("ctrl+c"); }
    return { kind: "doubleclick", rect: box, point: middle(box) };
  };
  const lastWord = (area) => {
    // Where the last word of a text area stands: the same text is set once more where it can be measured.
    const style = getComputedStyle(area), text = area.value, start = text.trimEnd().lastIndexOf(" ") + 1;
    const mirror = document.createElement("div");
    for (const name of ["font", "lineHeight", "padding", "border", "letterSpacing", "wordSpacing"])
      mirror.style[name] = style[name];
    Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", left: "0", top: "0",
      boxSizing: "border-box", overflowWrap: "break-word", width: `${area.clientWidth + 2 * area.clientLeft}px` });
    mirror.append(text.slice(0, start));
    const word = document.createElement("span");
    word.textContent = text.slice(start).replace(/\W+$/, "");
    mirror.append(word, text.slice(start + word.textContent.length));
    document.body.append(mirror);
    const outer = mirror.getBoundingClientRect(), box = word.getBoundingClientRect(), place = area.getBoundingClientRect();
    mirror.remove();
    const x = place.left - outer.left, y = place.top - outer.top - area.scrollTop;
    return [box.left + x, box.top + y, box.right + x, box.bottom + y];
  };
  const ending = (words, memory) => {
    const area = one("#text-area");
    const atEnd = area.scrollTop + area.clientHeight > area.scrollHeight - 3;
    if (!atEnd && !one("#answer-input").value) return scroll(area, "down");
    return copied(one("#answer-input"), memory, lastWord(area));
  };
  const counted = (words, memory) => {
    const text = [...one("#area p").childNodes].find((child) => child.nodeType === 3);
    const place = Number(/the (\d+)\w\w word/.exec(words)[1]) - 1;
    const found = [...text.data.matchAll(/[\w]+/g)][place];
    const range = document.createRange();
    range.setStart(text, found.index);
    range.setEnd(text, found.index + found[0].length);
    const box = range.getClientRects()[0];
    return copied(one("#answer-input"), memory, [box.left, box.top, box.right, box.bottom]);
  };

  // Sums, and what is read

  const sum = (text) => {
    const [, a, sign, b] = /(-?\d+) (.) (-?\d+)/.exec(text);
    return String({ "+": Number(a) + Number(b), "-": a - b, x: a * b }[sign]);
  };
  const unknown = (text) => {
    const [left, right] = text.split(" = "), [a, sign, b] = left.split(" ");
    if (a === "x") return String(sign === "+" ? right - b : Number(right) + Number(b));
    return String(sign === "+" ? right - a : a - right);
  };
  const generated = (words) => {
    const number = Number(wordsOf(one("#display-number")).replace("-", "x"));
    const limit = Number((/than (\d+)/.exec(words) || [])[1]);
    const fits = /less/.test(words) ? number < limit : /greater/.test(words) ? number > limit
      : Math.abs(number % 2) === (/odd/.test(words) ? 1 : 0);
    return click(one(fits ? "#submit" : "#generate"));
  };
  const guessed = () => {
    // One up or down at a time, by the keys that a number field takes.
    const field = one("#tt");
    if (document.activeElement !== field) return click(field);
    if (field.value === "") return press("up");
    const said = (id) => (shown(one(id)) ? wordsOf(one(id + " span")) : "");
    if (said("#higher") === field.value) return press("up");
    if (said("#lower") === field.value) return press("down");
    return press("enter");
  };
  const drawn = (words) => {
    const pattern = PATTERNS[quoted(words)[0]].flat(), boxes = all("#checkboxes input");
    const wrong = boxes.find((box, at) => box.checked !== (pattern[at] === 1));
    return wrong ? click(wrong) : submit();
  };
  const signed = (words) => {
    if (/Click the cancel/.test(words)) return click(one("#cancel"));
    if (one("#name").disabled) return scroll(one("#text-area"), "down");
    return filled(one("#name"), quoted(words)[0]) || click(one(/press "Agree"/.test(words) ? "#agree" : "#cancel"));
  };

  // Counting: the page keeps the answer to itself, so that what draws it is listened to

  const answers = {};
  const heard = (name, told) => {
    const before = window[name];
    if (!before) return;
    window[name] = (...given) => {
      const result = before(...given);
      answers[name] = told(result);
      return result;
    };
  };
  heard("drawShape", (sides) => sides);
  heard("chooseShape", (chosen) => chosen.gtshapes?.length);

  // Noughts and crosses against one who wins or blocks where that is possible and else plays anywhere

  const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
  const CELLS_BY_WORTH = [4, 0, 2, 6, 8, 1, 3, 5, 7];
  const third = (state, mark) => LINES.flatMap((line) => {
    const free = line.filter((at) => !state[at]);
    return free.length === 1 && line.filter((at) => state[at] === mark).length === 2 ? free : [];
  });
  const won = (state, mark) => LINES.some((line) => line.every((at) => state[at] === mark));
  const set = (state, at, mark) => state.map((before, place) => (place === at ? mark : before));
  const worth = (state) => {
    // The chance to win once "x" has moved.
    if (won(state, "x")) return 1;
    const free = CELLS_BY_WORTH.filter((at) => !state[at]);
    if (!free.length || third(state, "o").length) return 0;
    const replies = third(state, "x").length ? third(state, "x") : free;
    const chances = replies.map((at) => move(set(state, at, "o")).chance);
    return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  };
  const move = (state) => CELLS_BY_WORTH.filter((at) => !state[at])
    .map((at) => ({ at, chance: worth(set(state, at, "x")) }))
    .reduce((best, one) => (one.chance > best.chance + 1e-9 ? one : best), { at: -1, chance: -1 });
  const game = () => {
    const cells = all(".ttt-row span");
    const { at } = move(cells.map((cell) => ({ "mark-x": "x", "mark-o": "o" })[cell.className] || ""));
    return at < 0 ? null : click(cells[at]);
  };

  const flight = (words) => {
    const [, which, from, to, month, date, year] =
      /the (\w+) one-way flight from: (.*) to: (.*) on (\d+)\/(\d+)\/(\d+)/.exec(words);
    if (!shown(one("#menu"))) {
      const value = (button) => Number(which === "cheapest" ? button.dataset.price
        : button.closest(".flight").querySelector(".time-duration").dataset.duration);
      const buttons = all(".flight-price").sort((a, b) => value(a) - value(b));
      return inView(buttons[0], one("#area")) ? click(buttons[0])
        : toward(buttons[0], one("#area"));
    }
    for (const [id, name] of [["#flight-from", from], ["#flight-to", to]]) {
      const field = one(id);
      if (field.value.includes(name) && DOMESTIC_FLIGHTS.includes(field.value)) continue;
      const entry = all(".ui-autocomplete li").filter(shown).find((item) => wordsOf(item).includes(name));
      if (entry && field.value === name) return click(entry);
      return field.value === name ? press("down") : filled(field, name, { slow: true });
    }
    const field = one("#datepicker"), calendar = one("#ui-datepicker-div");
    const wanted = `${month.padStart(2, "0")}/${date.padStart(2, "0")}/${year}`;
    if (field.value === wanted) return click(one("#search"));
    if (!shown(calendar)) return click(field);
    const there = new Date(`1 ${one(".ui-datepicker-month").textContent} 2000`).getMonth() + 1;
    if (there !== Number(month)) return click(one(there > Number(month) ? ".ui-datepicker-prev" : ".ui-datepicker-next"));
    return click(named("#ui-datepicker-div td a", String(Number(date))));
  };
  const served = (words, memory) => {
    const found = /Order (\d+) items that are (.*)/.exec(words);
    if (!found) return oracle.named_dishes(words, memory);
    const fits = all(".food-item").filter((item) => MENU[item.dataset.id].types.includes(found[2].trim()));
    const ordered = fits.reduce((count, item) => count + Number(item.dataset.quantity), 0);
    const dish = fits.find((item) => Number(item.dataset.quantity)) || fits.find((item) => inView(item, one("#area"))) || fits[0];
    const button = ordered < Number(found[1]) ? dish.querySelector(".add") : one("#submit-order button");
    return inView(button, one("#area")) ? click(button)
      : toward(button, one("#area"));
  };

  const appointed = (words) => {
    const [, long, unit, name, from, to] =
      /Create a ([\d.]+) (hour|min)s? event named "(.*)", between (\d+[AP]M) and (\d+[AP]M)/.exec(words);
    const view = one("#area"), form = one("#create-event");
    if (form) {
      const button = form.querySelector(".create");
      if (!inView(button, view)) return toward(button, view);
      return filled(form.querySelector("input"), name) || click(button);
    }
    if (one("#newEvent")) return null;
    const halves = unit === "hour" ? 2 * long : long / 30;
    const half = (time) => 2 * ((parseInt(time, 10) % 12) + (/PM/.test(time) ? 12 : 0));
    const cells = all(".half-hour"), taken = all(".event").map((event) => event.getBoundingClientRect());
    const free = (cell) => {
      const box = cell.getBoundingClientRect();
      return !taken.some((event) => event.top < box.bottom - 2 && event.bottom > box.top + 2);
    };
    const starts = cells.map((cell, at) => at).filter((at) => at >= half(from) && at + halves <= half(to)
      && cells.slice(at, at + halves).every(free));
    const first = starts.find((at) => cells.slice(at, at + halves).every((cell) => inView(cell, view)));
    if (first === undefined) return starts.length ? toward(cells[starts[starts.length >> 1]], view) : null;
    const start = rect(cells[first]), end = rect(cells[first + halves - 1]);
    return { kind: "drag", rect: start, point: within(start, [0.5, 0.3]), end: within(end, [0.5, 0.7]) };
  };

  // A point in the middle of a circle, put there once.
  const centred = () => {
    const [circle, dot] = [one(".black-circle"), one("#blue-circle")];
    const off = (name) => Math.abs(circle.getAttribute(name) - dot.getAttribute(name));
    return dot && off("cx") + off("cy") < 0.5 ? submit() : click(circle);
  };

  // A field for colours takes their digits. By the Tab key it is reached without what else would open above the page.
  const coloured = (code, more) => {
    const field = one("#col");
    if (field.value.toLowerCase() === code.toLowerCase()) return submit();
    if (document.activeElement !== field) return press("tab");
    return { kind: "input", text: code.toUpperCase(), focused: true, ...more };
  };

  oracle.named_dishes = oracle.steps["order-food"];
  Object.assign(oracle.steps, {
    "drag-circle": moved, "drag-single-shape": moved, "drag-shapes": boxed, "drag-shapes-2": parted,
    "drag-items-grid": cell, "drag-sort-numbers": order, "resize-textarea": resized,
    "scroll-text": ending, "find-word": counted, "generate-number": generated, "guess-number": guessed,
    "number-checkboxes": drawn, "sign-agreement": signed, "tic-tac-toe": game, "book-flight": flight,
    "simple-arithmetic": () => filled(one("#math-answer"), sum(wordsOf(one("#math-problem")))) || submit(),
    "simple-algebra": () => filled(one("#math-answer"), unknown(wordsOf(one("#math-problem")))) || submit(),
    "text-transform": () => filled(one("#tt"), wordsOf(one("#captcha"))) || submit(),
    "count-sides": () => click(named("#form button", String(answers.drawShape))),
    "count-shape": () => click(named("#count-buttons button", String(answers.chooseShape))),
    "order-food": served, "daily-calendar": appointed, "circle-center": centred,
    "visual-addition": () => filled(one("#math-answer"), String(all(".addition-block").length)) || submit(),
    "use-colorwheel": (words) => {
      const [, name] = /Select (\w+) with/.exec(words);
      return coloured(ui_utils.colorNameToHex(name).slice(1), { said: name });
    },
    "use-colorwheel-2": () => {
      const shown = getComputedStyle(one("#query .cc")).backgroundColor.match(/\d+/g).slice(0, 3);
      const code = shown.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
      return coloured(code, { seen: rect(one("#query .cc")) });
    },
  });
})();
