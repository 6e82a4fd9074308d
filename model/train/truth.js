// What the page shows, read from its own layout: {widgets: [[kind, states, l, t, r, b, seen, text, name]], texts: [[l, t, r, b, text]]}
(async () => {
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const W = innerWidth, H = innerHeight, widgets = [], texts = [];
  const deepest = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const holds = (outer, inner) => {
    for (let node = inner; node; node = node.parentNode || node.host) if (node === outer) return true;
    return false;
  };
  const clip = (el, box) => {
    let {left, top, right, bottom} = box;
    for (let node = el.parentElement; node && node !== document.body; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.overflow !== 'visible' || style.overflowX !== 'visible') {
        const outer = node.getBoundingClientRect();
        left = Math.max(left, outer.left); top = Math.max(top, outer.top);
        right = Math.min(right, outer.left + node.clientLeft + node.clientWidth);
        bottom = Math.min(bottom, outer.top + node.clientTop + node.clientHeight);
      }
    }
    return {left: Math.max(0, left), top: Math.max(0, top), right: Math.min(W, right), bottom: Math.min(H, bottom)};
  };
  const seen = (el, box) => {
    let hits = 0;
    for (const [u, v] of [[.5, .5], [.15, .2], [.85, .2], [.15, .8], [.85, .8]]) {
      const hit = deepest(box.left + u * (box.right - box.left), box.top + v * (box.bottom - box.top));
      if (hit && (holds(el, hit) || holds(hit, el))) hits++;
    }
    return hits / 5;
  };
  const add = (el, kind, states, full, text, name) => {
    const box = clip(el, full);
    const area = (full.right - full.left) * (full.bottom - full.top);
    const left = Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
    if (area < 16 || left < 16) return;
    widgets.push([kind, states, box.left, box.top, box.right, box.bottom, Math.min(left / area, seen(el, box)), text, name]);
  };
  for (const el of document.querySelectorAll('[data-k]')) {
    const style = getComputedStyle(el);
    if (style.visibility === 'hidden' || +style.opacity < 0.15) continue;
    let target = el;
    if (el.dataset.p) target = (el.shadowRoot || el).querySelector(el.dataset.p) || el;
    const box = target.getBoundingClientRect();
    const ticked = el.matches('input[type=checkbox], input[type=radio]');
    const text = (ticked ? '' : el.value && typeof el.value === 'string' && el.matches('input,textarea') ? el.value : el.innerText || '').trim().slice(0, 80);
    add(el, el.dataset.k, el.dataset.s || '', box, text, el.dataset.n || '');
    if (el.matches('input[type=range]')) {
      const share = (el.value - el.min) / (el.max - el.min || 1), thumb = +el.dataset.thumb || 16;
      const middle = box.left + thumb / 2 + share * (box.width - thumb), y = (box.top + box.bottom) / 2;
      add(el, 'handle', el.dataset.s || '', {left: middle - thumb / 2, right: middle + thumb / 2, top: y - thumb / 2, bottom: y + thumb / 2}, '', '');
    }
  }
  for (const el of document.querySelectorAll('*')) {
    const gap = el.offsetWidth - el.clientWidth, style = getComputedStyle(el);
    if (gap > 4 && el.scrollHeight > el.clientHeight + 1 && /auto|scroll/.test(style.overflowY)) {
      const box = el.getBoundingClientRect(), edge = parseFloat(style.borderRightWidth) || 0;
      const wide = gap - edge - (parseFloat(style.borderLeftWidth) || 0);
      if (wide > 3) add(el, 'scrollbar', '', {left: box.right - edge - wide, right: box.right - edge, top: box.top + el.clientTop, bottom: box.top + el.clientTop + el.clientHeight}, '', '');
    }
  }
  for (const el of document.querySelectorAll('*')) {
    const gap = el.offsetHeight - el.clientHeight, style = getComputedStyle(el);
    if (gap > 4 && el.scrollWidth > el.clientWidth + 1 && /auto|scroll/.test(style.overflowX)) {
      const box = el.getBoundingClientRect(), edge = parseFloat(style.borderBottomWidth) || 0;
      const high = gap - edge - (parseFloat(style.borderTopWidth) || 0);
      if (high > 3) add(el, 'scrollbar', '', {left: box.left + el.clientLeft, right: box.left + el.clientLeft + el.clientWidth, top: box.bottom - edge - high, bottom: box.bottom - edge}, '', '');
    }
  }
  if (document.documentElement.scrollHeight > H && innerWidth > document.documentElement.clientWidth)
    widgets.push(['scrollbar', '', document.documentElement.clientWidth, 0, innerWidth, H, 1, '', '']);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.textContent.trim();
    if (!text || !node.parentElement || /^(STYLE|SCRIPT|OPTION)$/.test(node.parentElement.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const full = range.getBoundingClientRect(), box = clip(node.parentElement, full);
    if (box.right - box.left > 2 && box.bottom - box.top > 4 && seen(node.parentElement, box) > 0.5) texts.push([box.left, box.top, box.right, box.bottom, text.slice(0, 200)]);
  }
  return {widgets, texts};
})()
