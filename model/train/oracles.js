// What somebody who sees the page's inside would do next: one step of each MiniWoB++ task type, for training only.
//
// `oracle.next(task)` returns {kind, rect, point, end, text, keys}, rectangles and points in CSS pixels, or null where
// nothing is left to do. `oracle.begin()` forgets the last episode. Nothing of this is read when the agent is measured.
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const shown = (element) => {
    if (!element) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };
  const rect = (element) => {
    // Where somebody presses a thing that is a line of words: on the words.
    const words = [...element.childNodes].filter((child) => child.nodeType === 3 && child.data.trim());
    if (words.length === 1 && !["BUTTON", "OPTION"].includes(element.tagName)) {
      const range = document.createRange();
      range.selectNodeContents(words[0]);
      const line = range.getClientRects()[0];
      if (line && line.width > 3) return [line.left, line.top, line.right, line.bottom];
    }
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
  };
  const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];
  const on = (kind, element, more = {}) => {
    const box = rect(element);
    return { kind, rect: box, point: middle(box), ...more };
  };
  const click = (element, more) => on("click", element, more);
  const hover = (element) => on("hover", element);
  const input = (element, text, more) => on("input", element, { text, ...more });
  const press = (keys) => ({ kind: "press", keys });
  const scroll = (element, direction) => on("scroll", element, { direction });
  const named = (selector, text) =>
    all(selector).filter(shown).find((element) => element.textContent.trim() === text.trim());
  const quoted = (words) => [...words.matchAll(/"([^"]*)"/g)].map((found) => found[1]);
  const ordinal = (words) => Number(/(\d+)(?:st|nd|rd|th)/.exec(words)[1]);
  const submit = () => click(one("#subbtn") || all("#area button").filter(shown).pop());
  const inView = (element, view) => {
    const box = element.getBoundingClientRect(), area = view.getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2;
    return middle > area.top + 3 && middle < Math.min(area.bottom, 208) - 3;
  };

  // A press on the part of a thing that can be seen; null where that is too little.
  const partly = (element, view) => {
    const box = element.getBoundingClientRect(), area = view.getBoundingClientRect();
    const top = Math.max(box.top, area.top + 1, 51), bottom = Math.min(box.bottom, area.bottom - 1, 209);
    const seen = [box.left, top, box.right, bottom];
    return bottom - top < 6 ? null : { kind: "click", rect: seen, point: middle(seen) };
  };

  // A field that holds something else is emptied first.
  const filled = (field, text, more) => {
    if (field.value === text) return null;
    if (field.value === "") return input(field, text, more);
    if (document.activeElement !== field) return click(field);
    if (field.selectionEnd - field.selectionStart === field.value.length) return { kind: "input", text, focused: true };
    return press("ctrl+a");
  };
  const first = (...steps) => steps.find((step) => step);
  // A field that nothing frames is reached by the Tab key.
  const reached = (field, text) => {
    if (field.value === text) return null;
    return document.activeElement === field ? { kind: "input", text, focused: true } : press("tab");
  };
  const checked = (marks, wanted) => {
    const wrong = marks.find((mark) => mark.checked !== wanted(mark));
    return wrong ? click(wrong) : null;
  };
  const labels = (words) => /^Select (.*?)(?: and click Submit\.?)$/.exec(words)[1].split(", ");
  const labelled = (words) => {
    const names = labels(words);
    return first(
      checked(all("#area input"), (mark) => names.includes(mark.parentElement.textContent.trim())),
      submit(),
    );
  };
  const link = (word) => all(".alink").filter(shown).find((element) => element.textContent === word);
  const opened = (memory, tabs) => {
    // Look behind each in order, and from the beginning again where all were seen.
    memory.next = memory.next ?? 0;
    const tab = tabs[memory.next % tabs.length];
    memory.next += 1;
    return click(tab);
  };
  const tabs = (words, memory) => {
    const found = link(quoted(words)[0]);
    if (found) return click(found);
    const heads = all("#area ul li a");
    const seen = memory.seen || (memory.seen = new Set());
    heads.filter((head) => head.parentElement.classList.contains("ui-tabs-active")).forEach((head) => seen.add(head));
    const next = heads.find((head) => !seen.has(head));
    return next ? click(next) : null;
  };
  const sections = (words, memory) => {
    const found = link(quoted(words)[0]);
    if (found) return click(found);
    const heads = all("#area h3");
    const seen = memory.seen || (memory.seen = new Set());
    const open = heads.find((head) => head.classList.contains("ui-accordion-header-active"));
    if (open) seen.add(open);
    const next = heads.find((head) => !seen.has(head));
    return next ? click(next, { slow: true }) : null;
  };
  const expand = () => {
    const head = one("#area h3");
    return head.classList.contains("ui-accordion-header-active") ? submit() : click(head, { slow: true });
  };
  const spans = (words) => all("#query .bold").map((element) => element.textContent);

  // The inbox
  const row = (name, memory) => {
    const rows = all("#main .email-thread").filter(shown);
    const mail = rows.find((element) => element.querySelector(".email-sender").textContent === name);
    if (!mail) return null;
    const view = one("#main");
    if (!inView(mail, one("#area"))) return { far: toward(mail, view), mail };
    return { mail };
  };
  const inRow = (name, what, memory) => {
    const found = row(name, memory);
    if (!found) return null;
    if (found.far) return found.far;
    return click(found.mail.querySelector(what));
  };
  const openMail = (name, memory) => {
    if (shown(one("#email"))) return null;
    const found = row(name, memory);
    return found && (found.far || click(found.mail.querySelector(".email-sender")));
  };
  // A thing that lies below or above what is seen is scrolled to.
  const toward = (element, view) => scroll(view, element.getBoundingClientRect().top < 52 ? "up" : "down");
  const below = (element, view = one("#area")) => (seenWhole(element) ? click(element) : toward(element, view));
  const seenWhole = (element) => {
    const box = element.getBoundingClientRect();
    return box.top > 50 && box.bottom < 208;
  };
  const mail = (sender, action, other, memory) => {
    if (action === "delete") return inRow(sender, ".trash", memory);
    if (action === "important") return inRow(sender, ".star", memory);
    if (action === "reply") {
      if (shown(one("#reply"))) return first(reached(one("#reply-text"), other), click(one("#send-reply")));
      return first(openMail(sender, memory), () => null) && (openMail(sender, memory) || below(one(".email-reply")));
    }
    if (shown(one("#forward"))) return first(reached(one(".forward-sender"), other), click(one("#send-forward")));
    return openMail(sender, memory) || below(one(".email-forward"));
  };
  const inbox = (words, memory) => {
    const names = spans(words);
    if (/trash icon/.test(words)) return mail(names[0], "delete", "", memory);
    if (/star icon/.test(words)) return mail(names[0], "important", "", memory);
    if (/reply to them/.test(words)) return mail(names[0], "reply", names[1], memory);
    return mail(names[0], "forward", names[1], memory);
  };
  const inboxInWords = (words, memory) => {
    const senders = all("#main .email-sender").map((element) => element.textContent);
    const known = (memory.senders = memory.senders || senders);
    const fields = oracle.fields || {};
    if (fields.to) fields.task = fields.task || "forward";
    if (fields.task) {
      const other = fields.task === "reply" ? fields.message : fields.to;
      return mail(fields.by, fields.task === "star" ? "important" : fields.task, other, memory);
    }
    const met = words.match(/[A-Z][a-zé'-]+/g).filter((word) => ui_utils.PEOPLE_NAMES.includes(word));
    const sender = met.find((word) => known.includes(word));
    const other = met.find((word) => word !== sender) || sender;
    return mail(sender, "forward", other, memory);
  };
  // Posts
  const post = (user) => all(".media").filter(
    (media) => media.querySelector(".username").textContent.trim() === user,
  );
  const BUTTONS = { Reply: ".reply", Retweet: ".retweet", Like: ".like", "Share via DM": ".share" };
  const posts = (words, count) => {
    const user = /@\w+/.exec(words)[0];
    const selector = BUTTONS[quoted(words)[0]] || "." + quoted(words)[0].toLowerCase();
    const marked = (element) => element.className.split(" ").length > 1;
    const buttons = post(user).map((media) => media.querySelector(selector));
    const left = buttons.filter((element) => !marked(element)).slice(0, count - buttons.filter(marked).length);
    if (!left.length) return below(one("#submitRow button"));
    return below(left[0]);
  };
  const day = (words) => {
    const [month, date, year] = /(\d+)\/(\d+)\/(\d+)/.exec(words).slice(1).map(Number);
    const field = one("#datepicker");
    const wanted = `${String(month).padStart(2, "0")}/${String(date).padStart(2, "0")}/${year}`;
    if (field.value === wanted && !shown(one("#ui-datepicker-div"))) return submit();
    if (!shown(one("#ui-datepicker-div"))) return field.value === wanted ? submit() : click(field);
    const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December"];
    const there = names.indexOf(one(".ui-datepicker-month").textContent) + 1;
    const thereYear = Number(one(".ui-datepicker-year").textContent);
    const months = (year - thereYear) * 12 + month - there;
    if (months) return click(one(months < 0 ? ".ui-datepicker-prev" : ".ui-datepicker-next"));
    return click(named("#ui-datepicker-div td a", String(date)));
  };
  const search = (words, memory) => {
    const text = quoted(words)[0], place = ordinal(words.split("then find")[1]);
    const field = one("#search-text");
    if (field.value !== text) return filled(field, text);
    if (!all("#page-content .search-title").some(shown)) return click(one("#search"));
    const page = Math.floor((place - 1) / 3) + 1;
    const titles = all("#page-content .search-title").filter(shown);
    const now = Number((one("#pagination li.active") || { textContent: "1" }).textContent);
    if (now < page) {
      const next = named("#pagination li a", ">") || all("#pagination li.next a")[0];
      return click(next);
    }
    return click(titles[(place - 1) % 3]);
  };
  const book = (words) => {
    const [, person, what] = /Find (.*) in the contact book and click on their (\w+)/.exec(words);
    if (one("#contact .name").textContent === person) return click(one("#contact ." + what));
    return click(named("#pagination li a", ">") || all("#pagination li.next a")[0]);
  };
  const tree = (words, memory) => {
    const name = quoted(words)[0];
    const found = all("#tree span").filter(shown).find((element) => element.textContent === name);
    if (found) return click(found);
    const folder = all("#tree li.expandable").filter(shown)[0];
    return folder ? click(folder.querySelector("span")) : null;
  };
  const menu = (words, memory) => {
    const path = words.replace("Select ", "").split(">");
    let last = null;
    for (const [depth, name] of path.entries()) {
      const item = all("#menu li > div").find((element) => element.textContent === name);
      if (!shown(item)) return hover(last);
      last = item;
      if (depth === path.length - 1) return click(item);
    }
  };
  const icons = { "ui-icon-disk": "Save", "ui-icon-seek-start": "Prev", "ui-icon-stop": "Stop", "ui-icon-play": "Play",
    "ui-icon-seek-end": "Next", "ui-icon-zoomin": "Zoom In", "ui-icon-zoomout": "Zoom Out" };
  const menuButton = (words) => {
    const icon = one("#query .ui-icon");
    const name = icon ? icons[[...icon.classList].find((part) => part !== "ui-icon")] : quoted(words)[1];
    if (!shown(one("#menu"))) return click(one("#open-menu"));
    const item = all("#menu li > div").find((element) => element.textContent.trim() === name);
    if (shown(item)) return click(item);
    return hover(all("#menu li > div").find((element) => element.textContent.trim() === "Playback"));
  };
  const colour = (words) => click(one(`#area .color[data-color="${/Click on the (\S+)/.exec(words)[1]}"]`));
  const shades = (words) => {
    const wanted = /shades of (\w+)/.exec(words)[1];
    const wrong = all("#area span").find(
      (span) => (span.dataset.color === wanted) !== span.classList.contains("selected"));
    return wrong ? click(wrong) : submit();
  };
  const films = (words) => {
    const [, genre, name, year] = /Search for (.*) movies directed by (.*) from year (\d+)/.exec(words);
    for (const field of all("#area input[type=text]").filter(shown)) {
      let around = field;
      while (around.id !== "area" && !around.textContent.trim()) around = around.parentElement;
      const said = (field.placeholder || (around.id === "area" ? "" : around.textContent)).toLowerCase();
      const text = /genre/.test(said) ? genre : /director/.test(said) ? name : year;
      const step = filled(field, text);
      if (step) return step;
    }
    return click(all("#area button, #area .final, #area .ui-submit, #area [type=submit]").filter(shown).pop());
  };
  const slide = (handle, value, [low, high], vertical) => {
    const track = handle.parentElement.getBoundingClientRect(), share = (value - low) / (high - low);
    const end = vertical
      ? [(track.left + track.right) / 2, track.bottom - share * track.height]
      : [track.left + share * track.width, (track.top + track.bottom) / 2];
    return on("drag", handle, { end });
  };
  // To about the right place with the mouse, from there on with the arrow keys.
  const slider = (selector, value) => {
    const bar = $(selector), handle = one(selector + " .ui-slider-handle"), off = value - bar.slider("value");
    if (off === 0) return null;
    const limits = [bar.slider("option", "min"), bar.slider("option", "max")];
    if (Math.abs(off) > Math.max(6, 0.08 * (limits[1] - limits[0]))) {
      return slide(handle, value, limits, bar.slider("option", "orientation") === "vertical");
    }
    return document.activeElement === handle ? press(off > 0 ? "right" : "left") : click(handle);
  };
  const table = (label) => {
    const cells = all("#tab td");
    return cells[cells.findIndex((cell) => cell.textContent.trim() === label.replace(":", "").trim()) + 1].textContent;
  };
  const pick = (field, text) => {
    const chosen = field.selectedOptions[0];
    return chosen && chosen.textContent === text && field.dataset.chosen ? null : on("select", field, { text });
  };
  const chosen = (field, text) => (field.selectedOptions[0].textContent === text ? null : on("select", field, { text }));
  const credentials = (words) => {
    const [user, secret] = quoted(words);
    const cancel = one("#popup-cancel");
    if (shown(cancel)) return click(cancel);
    return first(filled(one("#username"), user), filled(one("#password"), secret), submit());
  };
  const shape = (words) => {
    // The page keeps what is right to itself: read it from the words, as somebody who looks would.
    const [, wanted] = /Click on a (.*)/.exec(words);
    const parts = wanted.split(" ");
    const texts = all("#area_svg > *").filter(shown);
    const fits = (element) => parts.every((part) => {
      const letter = element.tagName === "text" ? element.textContent : "";
      const size = element.tagName === "text" ? parseFloat(getComputedStyle(element).fontSize) : element.getBoundingClientRect().width;
      if (part === "item") return true;
      if (part === "large") return size > 14;
      if (part === "small") return size <= 14;
      if (shapes.COLORS.includes(part)) return element.getAttribute("fill") === part || (element.getAttribute("style") || "").includes(part);
      if (part === "letter") return /^[a-zA-Z]$/.test(letter);
      if (part === "digit") return /^\d$/.test(letter);
      if (part === "shape") return letter === "";
      if (part === "circle") return element.tagName === "circle";
      if (part === "rectangle") return element.tagName === "rect";
      if (part === "triangle") return element.tagName === "polygon" || element.tagName === "path";
      return letter === part;
    });
    const found = texts.find(fits);
    return found ? click(found) : null;
  };
  const numbers = (memory) => {
    const number = all("#area_svg text").find((element) => element.textContent === "1");
    return number ? click(number) : click(one("#area_svg rect"));
  };
  const parity = () => {
    for (const row of all(".row")) {
      const odd = Math.abs(Number(row.querySelector(".display-number").textContent)) % 2 === 1;
      const button = row.querySelector(odd ? ".odd" : ".even");
      if (!button.classList.contains("selected")) return click(button);
    }
    return click(one("#submit"));
  };
  const ticket = (words) => {
    const wanted = /with the (.*)\.$/.exec(words)[1];
    const flights = all(".flight").map((flight) => ({
      button: flight.querySelector(".buy-ticket"),
      price: Number(flight.querySelector(".buy-ticket").dataset.price),
      duration: (([, hours, minutes]) => Number(hours) * 60 + Number(minutes))(
        /(\d+)h (\d+)m/.exec(flight.querySelector(".time-duration").textContent)),
    }));
    const key = /cost/.test(wanted) ? "price" : "duration", sign = /cheapest|shortest/.test(wanted) ? 1 : -1;
    flights.sort((one, other) => sign * (one[key] - other[key]));
    return click(flights[0].button);
  };
  const moveItem = (words) => {
    const items = all("#sortable li"), found = /Drag (.*?) (to the top|to the bottom|down by|up by|to the (\d))/.exec(words);
    const at = items.findIndex((item) => item.textContent.trim() === found[1]);
    const to = found[3] ? Number(found[3]) - 1
      : { "to the top": 0, "to the bottom": items.length - 1, "down by": at + 1, "up by": at - 1 }[found[2]];
    const [x, y] = middle(rect(items[to]));
    const height = items[0].getBoundingClientRect().height;
    return on("drag", items[at].querySelector("div"), { end: [x, y + (to > at ? 0.45 : -0.45) * height], over: rect(items[to]) });
  };
  const into = () => {
    const small = one("#draggableSmall").getBoundingClientRect(), large = one("#draggableLarge").getBoundingClientRect();
    if (small.left > large.left && small.top > large.top && small.right < large.right && small.bottom < large.bottom) {
      return submit();
    }
    // It comes along by the place where it is taken.
    const start = middle(rect(one("#draggableSmall")));
    const shift = [large.left + large.width / 2 - small.left - small.width / 2,
      large.top + large.height / 2 - small.top - small.height / 2];
    return on("drag", one("#draggableSmall"), { end: [start[0] + shift[0], start[1] + shift[1]] });
  };

  const STEPS = {
    "click-test": () => click(one("#subbtn")),
    "click-test-2": () => click(one("#subbtn")),
    "click-test-transfer": () => click(one("#subbtn")),
    "click-button": (words) => click(named("#area button", quoted(words)[0])),
    "click-button-sequence": (words, memory) => click(one((memory.n = (memory.n || 0) + 1) === 1 ? "#subbtn" : "#subbtn2")),
    "click-checkboxes": labelled, "click-checkboxes-large": labelled, "click-checkboxes-transfer": labelled,
    "click-option": labelled,
    "click-checkboxes-soft": (words) => {
      const said = /similar to (.*) and click Submit/.exec(words)[1].split(", ");
      const near = (text) => SYNONYMS.some((set) => set.includes(text) && said.some((word) => set.includes(word)));
      return first(checked(all("#boxes input"), (mark) => near(mark.parentElement.textContent.trim())), submit());
    },
    "click-collapsible": expand, "click-collapsible-nodelay": expand,
    "click-collapsible-2": sections, "click-collapsible-2-nodelay": sections,
    "click-color": colour, "click-shades": shades,
    "click-dialog": () => click(one(".ui-dialog-titlebar-close")),
    "click-dialog-2": (words) => {
      const name = quoted(words)[0];
      return click(name === "x" ? one(".ui-dialog-titlebar-close") : named(".ui-dialog-buttonset button", name));
    },
    "click-link": (words) => click(link(quoted(words)[0])),
    "click-menu": menu, "click-menu-2": menuButton,
    "click-scroll-list": (words) => {
      const names = /Select (.*) from the scroll list/.exec(words)[1].split(", ");
      if (names.length > 1) return null;
      const list = one("#options"), item = all("#options option").find((option) => option.textContent === names[0]);
      if (item.selected) return submit();
      return inView(item, list) ? click(item)
        : scroll(list, item.getBoundingClientRect().top < list.getBoundingClientRect().top ? "up" : "down");
    },
    "click-shape": shape,
    "click-tab": (words) => click(named("#area ul a", /Tab #\d/.exec(words)[0])),
    "click-tab-2": tabs, "click-tab-2-easy": tabs, "click-tab-2-medium": tabs, "click-tab-2-hard": tabs,
    "click-widget": (words) => click(one(`#area [data-type="${quoted(words)[0]}"]`)),
    "choose-list": (words) => first(chosen(one("#options"), /Select (.*) from the list/.exec(words)[1]), submit()),
    "choose-date": day, "choose-date-easy": day, "choose-date-medium": day, "choose-date-nodelay": day,
    "copy-paste": (words, memory) => copied(one("#container textarea") || one("textarea"), memory),
    "copy-paste-2": (words, memory) => copied(one("#text-" + ordinal(words)), memory),
    "drag-box": into, "drag-items": moveItem,
    "email-inbox": inbox, "email-inbox-delete": inbox, "email-inbox-forward": inbox, "email-inbox-important": inbox,
    "email-inbox-noscroll": inbox, "email-inbox-reply": inbox, "email-inbox-star-reply": inbox,
    "email-inbox-forward-nl": inboxInWords, "email-inbox-forward-nl-turk": inboxInWords,
    "email-inbox-nl-turk": inboxInWords,
    "enter-date": (words, memory) => dated(/\d+\/\d+\/\d+/.exec(words)[0], memory),
    "enter-time": (words) => {
      // A blank would open the field's list, so what stands behind it is typed by itself.
      const [, hour, minute, half] = /(\d+):(\d+)\s?([AP]M)/.exec(words), field = one("#tt");
      const wanted = `${String(Number(hour) % 12 + (half === "PM" ? 12 : 0)).padStart(2, "0")}:${minute}`;
      if (field.value === wanted) return submit();
      // A lone 1 may begin 10, 11 or 12: the field is told by a key that the hour is whole.
      const box = rect(field), begun = { kind: "input", rect: box, point: [box[0] + 8, (box[1] + box[3]) / 2] };
      const typed = (text) => ({ kind: "input", text, focused: true });
      const steps = hour === "1" ? [{ ...begun, text: hour }, press("right"), typed(minute), typed(half)]
        : [{ ...begun, text: `${hour}:${minute}` }, typed(half)];
      const at = document.activeElement === field ? oracle.memory.typed || 0 : 0;
      oracle.memory.typed = at + 1;
      return steps[at] || null;
    },
    "enter-password": (words) => first(
      filled(one("#password"), quoted(words)[0]), filled(one("#verify"), quoted(words)[0]), submit()),
    "enter-text": (words) => first(filled(one("#tt"), quoted(words)[0]), submit()),
    "enter-text-dynamic": (words) => first(filled(one("#tt"), quoted(words)[0]), submit()),
    "enter-text-2": (words) => {
      const wanted = /upper/.test(words) ? quoted(words)[0].toUpperCase() : quoted(words)[0].toLowerCase();
      return first(one("#tt").value === wanted ? null : filled(one("#tt"), wanted), submit());
    },
    "find-greatest": (words, memory) => {
      const cards = all(".card"), values = cards.map((card) => Number(card.textContent));
      memory.seen = memory.seen || [];
      const open = cards.findIndex((card) => !card.classList.contains("hidden"));
      if (open >= 0 && !memory.seen.includes(open)) memory.seen.push(open);
      if (memory.seen.length < cards.length) return click(cards.find((card, at) => !memory.seen.includes(at)));
      const best = values.indexOf(Math.max(...values));
      return open === best ? click(one("#submit")) : click(cards[best]);
    },
    "focus-text": () => click(one("#tt")),
    "focus-text-2": (words) => click(one("#tt" + ordinal(words))),
    "form-sequence": (words) => first(
      slider("#slider", Number(/Select (-?\d+)/.exec(words)[1])),
      checked(all("#area input[type=checkbox]"), (mark) => mark.id === "checkbox-" + ordinal(words)), submit()),
    "form-sequence-2": (words) => {
      const [radio, place] = [...words.matchAll(/(\d)(?:st|nd|rd)/g)].map((found) => found[1]);
      const mark = all("#area input[type=radio]")[radio - 1];
      return first(mark.checked ? null : click(mark), filled(one("#input-" + place), quoted(words)[0]), submit());
    },
    "form-sequence-3": (words) => {
      const wanted = /Choose (.*) from the dropdown/.exec(words)[1];
      if (one("#dropdown").value === wanted) return click(named("#buttons button", quoted(words)[0]));
      const list = one(".selectric-items");
      if (!shown(list)) return click(one(".selectric .button"));
      const item = all(".selectric-items li").find((element) => element.textContent === wanted);
      return partly(item, one(".selectric-scroll")) || scroll(list, item.getBoundingClientRect().top < list.getBoundingClientRect().top ? "up" : "down");
    },
    "grid-coordinate": (words) => click(document.getElementById(/\(-?\d,-?\d\)/.exec(words)[0])),
    "identify-shape": () => {
      const drawn = one("#area_svg > *"), tag = drawn.tagName, text = drawn.textContent;
      const kind = tag === "text" ? (/\d/.test(text) ? "digit" : "letter")
        : tag === "circle" ? "circle" : tag === "rect" ? "rectangle" : "triangle";
      return click(one(`#area-buttons [data-type=${kind}]`));
    },
    "login-user": credentials, "login-user-popup": credentials,
    "multi-layouts": films, "multi-orderings": films,
    "navigate-tree": tree,
    "odd-or-even": parity,
    "phone-book": book,
    "read-table": (words) => first(
      filled(one("#tt"), table(/value of (.*) into the text field/.exec(words)[1])), submit()),
    "read-table-2": () => first(
      filled(one("#tt1"), table(one("#ll1").textContent)), filled(one("#tt2"), table(one("#ll2").textContent)), submit()),
    "scroll-text-2": (words) => {
      const area = one("#text-area"), down = /bottom/.test(words);
      const done = down ? area.scrollTop + area.offsetHeight > area.scrollHeight - 8 : area.scrollTop < 8;
      return done ? submit() : scroll(area, down ? "down" : "up");
    },
    "search-engine": search,
    "social-media": (words) => {
      const user = /@\w+/.exec(words)[0], media = post(user)[0], button = quoted(words)[0];
      const plain = { Reply: ".reply", Retweet: ".retweet", Like: ".like" }[button];
      if (plain) {
        return below(media.querySelector(plain));
      }
      const entry = all("li, span, div", media).find((element) => shown(element) && element.children.length === 0
        && element.textContent.trim().startsWith(button));
      return below(entry || media.querySelector(".more"));
    },
    "social-media-some": (words) => posts(words, Number(/button on (\d+)/.exec(words)[1])),
    "social-media-all": (words) => posts(words, 99),
    "unicode-test": (words) => click(named("#area button", quoted(words)[0])),
    "use-autocomplete": (words) => autocomplete(words), "use-autocomplete-nodelay": (words) => autocomplete(words),
    "use-slider": (words) => first(slider("#slider", Number(/Select (-?\d+)/.exec(words)[1])), submit()),
    "use-slider-2": (words) => {
      const values = JSON.parse(/\[.*\]/.exec(words)[0]);
      return first(...values.map((value, at) => slider(`#slider-${at + 1}`, value)), submit());
    },
    "use-spinner": (words) => {
      const value = Number(/Select (-?\d+)/.exec(words)[1]), now = Number(one("#spinner").value);
      return now === value ? submit() : click(one(now < value ? ".ui-spinner-up" : ".ui-spinner-down"));
    },
    "ascending-numbers": (words, memory) => numbers(memory),
    "buy-ticket": ticket,
    "order-food": (words) => {
      const found = /Order one of each item: (.*)/.exec(words);
      if (!found) return null;
      const wanted = all(".food-item").filter((item) => words.includes(item.dataset.item.trim()));
      const next = wanted.find((item) => item.dataset.quantity === "0");
      const button = next ? next.querySelector(".add") : one("#submit-order button");
      return inView(button, one("#area")) ? click(button) : toward(button, one("#area"));
    },
    "text-editor": (words, memory) => {
      const [what, how] = spans(words), whole = what === "everything", editor = one(".ql-editor");
      const phase = (memory.phase = (memory.phase ?? -1) + 1);
      if (phase === 0 && whole) return click(editor.querySelector("p"));
      if (phase === 0) return doubled(editor.querySelector("p"), what);
      if (phase === 1 && whole) return press("ctrl+a");
      const style = { bold: ".ql-bold", italics: ".ql-italic", underlined: ".ql-underline" }[how.trim()];
      const at = phase - (whole ? 2 : 1);
      if (style) return at === 0 ? click(one("button" + style)) : submit();
      if (at === 0) return click(one(".ql-color .ql-picker-label"));
      const code = COLOR_MAP[how.trim()][0];
      return at === 1 ? click(one(`.ql-color .ql-picker-item[data-value="${code}"]`)) : submit();
    },
    "click-pie": pie,
    "highlight-text": () => marked([...one("#area").querySelectorAll("p, div")].filter(worded)[0]),
    "highlight-text-2": (words) => marked(all("#area p")[ordinal(words) - 1]),
  };
  function doubled(line, word) {
    const text = line.firstChild, at = text.data.split(" ").indexOf(word);
    const start = text.data.split(" ").slice(0, at).join(" ").length + (at > 0 ? 1 : 0);
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, start + word.replace(/\W+$/, "").length);
    const box = range.getClientRects()[0];
    const edges = [box.left, box.top, box.right, box.bottom];
    return { kind: "doubleclick", rect: edges, point: middle(edges) };
  }
  function pie(words) {
    const label = quoted(words)[0];
    const item = all("#divWheel text").filter(shown).find((text) => text.textContent === label);
    const visible = item && item.getBoundingClientRect().width > 2 && getComputedStyle(item).opacity !== "0";
    if (visible && oracle.memory.open) return click(item);
    oracle.memory.open = true;
    const centre = all("#divWheel text").find((text) => text.textContent === "+") || one("#divWheel circle");
    return click(centre, { slow: true });
  }
  function worded(element) {
    return [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  }
  function marked(paragraph) {
    // From before the first letter to behind the last.
    const chosen = window.getSelection().toString().replace(/\s/g, "");
    if (chosen === paragraph.textContent.replace(/\s/g, "")) return submit();
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const lines = [...range.getClientRects()].filter((line) => line.width > 2);
    const start = lines[0], end = lines[lines.length - 1];
    const box = [start.left, start.top, start.right, start.bottom];
    return { kind: "drag", rect: box, point: [start.left + 0.5, (start.top + start.bottom) / 2],
      end: [end.right, (end.top + end.bottom) / 2] };
  }
  function copied(area, memory) {
    const field = one("#answer-input");
    if (field.value === area.value && area.value) return submit();
    const phase = (memory.phase = (memory.phase ?? -1) + 1);
    return [click(area), press("ctrl+a"), press("ctrl+c"), click(field), press("ctrl+v")][phase] || null;
  }
  function dated(text, memory) {
    if (memory.typed) return submit();
    memory.typed = true;
    const field = one("#tt"), box = rect(field);
    return { kind: "input", rect: box, point: [box[0] + 8, (box[1] + box[3]) / 2], text };
  }
  function autocomplete(words) {
    const [start, end] = quoted(words), field = one("#tags");
    if (field.value.startsWith(start) && field.value.endsWith(end || "") && field.value !== start) return submit();
    if (!end && field.value === start) return submit();
    const entry = all(".ui-autocomplete li").filter(shown).find((item) => item.textContent.endsWith(end || ""));
    if (entry && field.value === start) return click(entry);
    return field.value === start ? press("down") : filled(field, start);
  }
  const oracle = {
    memory: {},
    steps: STEPS,
    // What the other file builds on.
    hands: { one, all, shown, rect, middle, on, click, input, press, scroll, named, quoted, inView, filled, first, submit, toward },
    get tasks() { return Object.keys(STEPS); },
    begin() { this.memory = {}; },
    // What was said last was not done: forget that it was said.
    undo() { this.memory = this.before; },
    // Whether what it says hangs on the page alone, and so is right whatever was done before.
    forgetful() { return Object.keys(this.memory).every((name) => ["seen", "start", "senders"].includes(name)); },
    next(task) {
      this.before = { ...this.memory };
      const said = core.getUtterance();
      this.fields = said.fields || null;
      return (STEPS[task] && STEPS[task](said.utterance || said, this.memory)) || null;
    },
  };
  window.oracle = oracle;
})();
0
