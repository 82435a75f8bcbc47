// The catalogue as a folder: search on the first page, by the words of narrow.js. Plain script, since files may not import files.
const MOST = 12;

function element(name, look, ...inside) {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.append(...inside);
  return made;
}

function entry(address, code, title, place) {
  const link = element('a', 'name', ...(code ? [element('span', 'code', code)] : []), title);
  link.href = address;
  return element('li', '', link, ...(place ? [element('small', '', place)] : []));
}

// The nearest first: a code as typed, a code that begins so, a title, everything else.
function nearness(form, text) {
  const code = form.code.toLowerCase();
  if (code === text) return 0;
  if (code.startsWith(text)) return 1;
  return form.title.toLowerCase().includes(text) ? 2 : 3;
}

function formsFor(wanted, text) {
  return window.shucai.forms
    .filter(form => holds(`${form.code} ${form.title} ${form.place}`, wanted))
    .sort((a, b) => nearness(a, text) - nearness(b, text))
    .map(form => entry(`forms/${form.code}.html`, form.code, form.title, `${form.place} · ${form.unit}`));
}

function fieldsFor(wanted) {
  return window.shucai.forms.flatMap(form => form.fields
    .filter(([name, title]) => holds(`${title} ${name}`, wanted))
    .map(([name, title]) => entry(`forms/${form.code}.html#${name}`, '', title, `${form.code} ${form.title}`)));
}

function checksFor(wanted) {
  return window.shucai.forms.flatMap(form => form.checks
    .filter(([id, message]) => holds(`${id} ${message}`, wanted))
    .map(([id, message]) => entry(`forms/${form.code}-checks.html#${id}`, '', message, `${id} · ${form.title}`)));
}

function listsFor(wanted) {
  return window.shucai.lists
    .filter(([name, title]) => holds(`${title} ${name}`, wanted))
    .map(([name, title, uses]) => entry(`codes/${name}.html`, '', title, uses ? `${uses} 个字段使用` : ''));
}

function indicatorsFor(wanted) {
  return window.shucai.indicators
    .filter(([, title, variant]) => holds(`${title} ${variant}`, wanted))
    .map(([id, title, variant]) => entry(`indicators.html#${id}`, '', title, variant));
}

function box(title, entries) {
  const shown = element('ul', 'links', ...entries.slice(0, MOST));
  const parts = [shown];
  if (entries.length > MOST) {
    const more = element('button', 'btn btn-text btn-sm', `显示全部 ${entries.length} 个`);
    more.type = 'button';
    more.addEventListener('click', () => { shown.append(...entries.slice(MOST)); more.remove(); });
    parts.push(more);
  }
  const header = element('header', '', element('h2', '', title), element('div', 'r num', String(entries.length)));
  return element('section', 'box', header, ...parts);
}

function show(text) {
  const found = document.getElementById('found');
  const overview = document.getElementById('overview');
  const wanted = words(text);
  found.hidden = !wanted.length;
  overview.hidden = wanted.length > 0;
  if (!wanted.length) return;
  const boxes = [['表单', formsFor(wanted, wanted.join(' '))], ['字段', fieldsFor(wanted)],
    ['校验', checksFor(wanted)], ['指标', indicatorsFor(wanted)], ['代码表', listsFor(wanted)]]
    .filter(([, entries]) => entries.length)
    .map(([title, entries]) => box(title, entries));
  const nothing = element('div', 'box empty', element('b', '', '没有查到'), '换个词，或少写几个字。字段名也可以查，如“学籍”“教师资格证”。');
  found.replaceChildren(...(boxes.length ? boxes : [nothing]));
}

// On the first page, where the index is loaded before this. What was asked stands in the address, so that going back finds it.
function startSearch() {
  const input = document.getElementById('q');
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  input.addEventListener('input', () => {
    show(input.value);
    history.replaceState(null, '', input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname);
  });
  input.form.addEventListener('submit', event => event.preventDefault());
  show(input.value);
}
if (window.shucai) startSearch();
