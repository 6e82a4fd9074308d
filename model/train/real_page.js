// Marks what a page that somebody else wrote holds as `truth.js` expects it: data-k kind, data-s states, data-n name of an icon.
(() => {
  const mark = (el, kind, states = '', name = '') => {
    if (el.dataset.k) return;
    el.dataset.k = kind;
    if (states) el.dataset.s = states;
    if (name) el.dataset.n = name;
  };
  const states = el => [
    el.disabled || el.getAttribute('aria-disabled') === 'true' || el.classList.contains('disabled') ? 'disabled' : '',
    el.checked || el.getAttribute('aria-checked') === 'true' ? 'checked' : '',
    el.getAttribute('aria-selected') === 'true' || el.classList.contains('active') ? 'selected' : '',
  ].filter(Boolean).join(' ');
  const lined = el => {
    const style = getComputedStyle(el);
    return style.backgroundColor !== 'rgba(0, 0, 0, 0)' || parseFloat(style.borderTopWidth) > 0;
  };
  // Icon fonts and their names: "fas fa-trash-alt" is "trash alt".
  const spoken = el => {
    for (const one of el.classList) {
      const found = one.match(/^(?:fa|bi|ti|tim|now-ui-icons|ni|nc|mdi|glyphicon)-([a-z][a-z0-9-]*)$/);
      if (found && !/^(?:solid|regular|brands|fw|lg|sm|xs|\dx|spin|pulse|stack.*|inverse|rotate.*|flip.*|ul|li|border|pull.*|icon|light|duotone)$/.test(found[1]))
        return found[1].replace(/^(?:icon|simple|ui-\d)-/, '').replace(/-(?:alt|o|fill|[0-9]{1,2})$/, '').replaceAll('-', ' ');
    }
    if (/material-(?:icons|symbols)/.test(el.className)) return el.textContent.trim().replaceAll('_', ' ');
    const svg = (el.getAttribute('data-icon') || '').replaceAll('-', ' ');
    return svg;
  };
  for (const el of document.querySelectorAll('i, svg, span[class*="icon"], em[class*="icon"]')) {
    const box = el.getBoundingClientRect();
    if (box.width < 6 || box.width > 72 || box.height < 6 || box.height > 72) continue;
    const drawn = el.tagName.toLowerCase() === 'svg' || !el.innerText || /material-(?:icons|symbols)/.test(el.className) || getComputedStyle(el, '::before').content.length === 3;
    if (drawn && (el.tagName.toLowerCase() === 'svg' || getComputedStyle(el, '::before').content !== 'none' || /material-/.test(el.className)))
      mark(el, 'icon', '', spoken(el));
  }
  const kinds = {checkbox: 'checkbox', radio: 'radio', range: 'slider', submit: 'button', button: 'button', reset: 'button', image: 'button', file: 'button'};
  for (const el of document.querySelectorAll('input, textarea, select')) {
    if (el.type === 'hidden') continue;
    const kind = el.tagName === 'SELECT' ? 'combobox' : kinds[el.type] || 'field';
    // A box that is drawn by its label is where the label draws it.
    const drawn = ['checkbox', 'radio'].includes(kind) && (+getComputedStyle(el).opacity < 0.15 || el.getBoundingClientRect().width < 4);
    const target = drawn ? el.labels && el.labels[0] : el;
    const swich = /switch/.test(el.className + ' ' + (el.parentElement ? el.parentElement.className : ''));
    if (target) mark(target, kind === 'checkbox' && swich ? 'switch' : kind, states(el));
  }
  for (const el of document.querySelectorAll('[role=tab], .nav-tabs a, .nav-tabs .nav-link, .nav-pills .nav-link:not(.nav-sidebar *)')) mark(el, 'tab', states(el));
  for (const el of document.querySelectorAll('[role=menuitem], .dropdown-menu.show .dropdown-item')) mark(el, 'menuitem', states(el));
  for (const el of document.querySelectorAll('button, [role=button], a.btn, .btn')) mark(el, 'button', states(el));
  for (const el of document.querySelectorAll('.list-group-item, .nav-sidebar > li > a, aside li > a, [role=option], [role=treeitem]')) mark(el, 'listitem', states(el));
  for (const el of document.querySelectorAll('a[href]')) mark(el, el.querySelector('img, [data-k=icon]') && !el.innerText.trim() ? 'button' : lined(el) && el.innerText.trim().length < 30 ? 'button' : 'link', states(el));
  for (const el of document.querySelectorAll('th, td')) mark(el, 'cell');
  for (const el of document.querySelectorAll('img, canvas')) {
    const box = el.getBoundingClientRect();
    if (box.width > 15 && box.height > 15) mark(el, 'image', '', '');
  }
  // What bears a picture alone and a title is called by its title.
  for (const el of document.querySelectorAll('[data-k=button], [data-k=link]')) {
    const icon = el.querySelector('[data-k=icon]');
    const title = el.title || el.dataset.originalTitle || el.getAttribute('aria-label') || '';
    if (icon && title && !el.innerText.trim() && !icon.dataset.n) icon.dataset.n = title.toLowerCase().slice(0, 30);
  }
  return document.querySelectorAll('[data-k]').length;
})()
