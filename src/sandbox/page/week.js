// The week: days beside each other, hours below each other, events where they are.
const SNAP = 15 * MINUTE, SHORT = 45 * MINUTE;

const week = {
  first: null, // the first day shown
  known: null, // event id → what it was, to make changes visible
  events: [],
};

const dayCount = () => (matchMedia('(max-width: 860px)').matches ? 3 : 7);
const hourHeight = () => $('week').querySelector('.hours span').offsetHeight;

/** The Monday of that week; on a narrow screen, the day itself. */
function firstDay(at) {
  if (dayCount() < 7) return startOfDay(at);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return startOfDay(at) - weekday * DAY;
}

/** Asks for the days shown and draws them. */
async function showWeek() {
  if ($('week').offsetParent === null) return;
  if (week.first === null) week.first = firstDay(now());
  const from = week.first, days = dayCount();
  const events = await attempt(() => ask('GET', `/demo/events?from=${date(from)}&until=${date(from + days * DAY)}`));
  if (!events || from !== week.first || document.querySelector('.is-held')) return;
  week.events = events.map((event) => ({ ...event, from: parse(event.start), to: parse(event.end) }));
  drawWeek(days);
}

function drawWeek(days) {
  const scrolled = $('week').scrollTop, isFirst = !$('week').firstChild;
  const focused = document.activeElement?.dataset?.event;
  const all = Array.from({ length: days }, (_, nth) => week.first + nth * DAY);
  const fresh = freshOnes();
  const today = startOfDay(now());
  $('range').textContent = rangeName(all[0], all.at(-1));
  const names = all.map((day) => el('div', { class: day === today ? 'name is-today' : 'name' }, `${dayName(day)} `, el('b', {}, dayNumber(day))));
  const wholes = all.map((day) => {
    const here = week.events.filter((event) => event.all_day && event.from <= day && day < event.to);
    return el('div', { class: 'whole', dataset: { day }, onclick: (click) => click.target.closest('.event') || edit(draftOn(day, true)) }, ...here.map((event) => wholeNode(event, fresh)));
  });
  const top = el('div', { class: 'grid top' }, el('div'), ...names, el('div', { class: 'corner' }, 'all day'), ...wholes);
  const hours = el('div', { class: 'hours', 'aria-hidden': 'true' }, ...Array.from({ length: 24 }, (_, hour) => el('span', {}, `${String(hour).padStart(2, '0')}:00`)));
  const columns = all.map((day) => columnNode(day, fresh));
  const body = el('div', { class: 'grid' }, hours, ...columns);
  $('week').style.setProperty('--days', days);
  $('week').replaceChildren(top, body);
  drawNow();
  if (isFirst) $('week').scrollTop = Math.max(0, (now() - today) / (60 * MINUTE) - 2.2) * hourHeight();
  else $('week').scrollTop = scrolled;
  if (focused) document.querySelector(`[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function rangeName(first, last) {
  if (monthName(first) === monthName(last)) return `${dayNumber(first)} – ${dayNumber(last)} ${monthName(last)} ${yearNumber(last)}`;
  return `${dayNumber(first)} ${monthName(first)} – ${dayNumber(last)} ${monthName(last)} ${yearNumber(last)}`;
}

/** The events that are new or other than they were; none the first time. */
function freshOnes() {
  const before = week.known;
  week.known = new Map([...(before ?? []), ...week.events.map((event) => [event.id, event.etag])]);
  if (before === null) return new Set();
  return new Set(week.events.filter((event) => before.get(event.id) !== event.etag).map((event) => event.id));
}

const classes = (event, fresh, more = '') => `event ${more} ${event.to < now() ? 'is-past' : ''} ${fresh.has(event.id) ? 'is-new' : ''}`;
const mark = (event) => (event.is_series ? '↻ ' : '');

function wholeNode(event, fresh) {
  const name = `${event.title}, all day${event.place ? `, ${event.place}` : ''}`;
  return el('button', { type: 'button', class: classes(event, fresh), dataset: { event: event.id }, title: name, onclick: () => edit(event) }, el('b', {}, mark(event) + event.title));
}

function columnNode(day, fresh) {
  const weekday = new Date(day).getUTCDay();
  const column = el('div', { class: weekday % 6 === 0 ? 'column is-weekend' : 'column', dataset: { day } });
  for (const placed of sideBySide(week.events.filter((event) => !event.all_day && event.from < day + DAY && event.to > day), day)) {
    column.append(eventNode(placed, day, fresh));
  }
  column.addEventListener('click', (click) => {
    if (click.target !== column) return;
    const minutes = (click.offsetY / hourHeight()) * 60 * MINUTE;
    edit(draftOn(day + Math.floor(minutes / (2 * SNAP)) * 2 * SNAP, false));
  });
  return column;
}

/** Gives events that overlap a column each: pairs of an event and where it stands in the width. */
function sideBySide(events) {
  const sorted = [...events].sort((a, b) => a.from - b.from || b.to - a.to);
  const placed = [];
  let group = [], ends = [], until = -Infinity;
  const close = () => {
    for (const one of group) placed.push({ ...one, width: 1 / ends.length, left: one.lane / ends.length });
    group = [];
    ends = [];
  };
  for (const event of sorted) {
    if (event.from >= until) close();
    let lane = ends.findIndex((end) => end <= event.from);
    if (lane < 0) lane = ends.length;
    ends[lane] = Math.max(event.to, event.from + 30 * MINUTE);
    until = Math.max(group.length ? until : -Infinity, ends[lane]);
    group.push({ event, lane });
  }
  close();
  return placed;
}

function eventNode({ event, left, width }, day, fresh) {
  const from = Math.max(event.from, day), to = Math.min(event.to, day + DAY);
  const span = `${clockTime(event.from)}–${clockTime(event.to)}`;
  const isShort = to - from <= SHORT;
  const name = `${event.title}, ${shortDay(event.from)}, ${span}${event.place ? `, ${event.place}` : ''}`;
  const node = el('button', {
    type: 'button', class: classes(event, fresh, isShort ? 'is-short' : ''), dataset: { event: event.id }, title: name, 'aria-label': `${name}. Enter edits, Alt and arrows move.`,
    style: { '--left': left, '--width': width },
  }, el('b', {}, mark(event) + event.title), isShort ? ` ${clockTime(event.from)}` : span, el('span', { class: 'grip' }));
  place(node, day, from, to);
  node.addEventListener('pointerdown', (down) => drag(down, node, event));
  node.addEventListener('keydown', (key) => nudge(key, event));
  node.addEventListener('click', (click) => click.detail === 0 && edit(event));
  return node;
}

function place(node, day, from, to) {
  node.style.top = `calc(${(from - day) / (60 * MINUTE)} * var(--hour) + 1px)`;
  node.style.height = `calc(${Math.max(to - from, 24 * MINUTE) / (60 * MINUTE)} * var(--hour) - 2px)`;
}

/** The line that shows the demo's time. */
function drawNow() {
  document.querySelectorAll('.now').forEach((line) => line.remove());
  const today = startOfDay(now());
  const column = document.querySelector(`.column[data-day="${today}"]`);
  column?.append(el('div', { class: 'now', 'aria-hidden': 'true', style: { top: `calc(${(now() - today) / (60 * MINUTE)} * var(--hour))` } }));
}

/** Follows the pointer; at its end the event is there, or, when it was not moved, is opened. */
function drag(down, node, event) {
  if (down.button !== 0) return;
  down.preventDefault();
  node.focus({ preventScroll: true });
  const isResize = down.target.classList.contains('grip');
  const scrolled = $('week').scrollTop;
  const shadow = { from: event.from, to: event.to };
  let moved = false;
  node.classList.add('is-held'); // redrawn now, it would be dropped
  node.setPointerCapture(down.pointerId);
  const follow = (move) => {
    const distance = Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY);
    if (!moved && distance < 5) return;
    moved = true;
    node.classList.add('is-dragged');
    const minutes = ((move.clientY - down.clientY + $('week').scrollTop - scrolled) / hourHeight()) * 60 * MINUTE;
    const step = Math.round(minutes / SNAP) * SNAP;
    if (isResize) {
      shadow.to = Math.max(event.from + SNAP, event.to + step);
    } else {
      const under = document.elementsFromPoint(move.clientX, move.clientY).find((it) => it.classList.contains('column'));
      const day = under ? Number(under.dataset.day) : startOfDay(shadow.from);
      shadow.from = day + ((((event.from + step) % DAY) + DAY) % DAY);
      shadow.to = shadow.from + event.to - event.from;
      // It stays in its column and is only shown elsewhere: a node that is moved loses the pointer.
      if (under) node.style.translate = `${under.offsetLeft - node.parentNode.offsetLeft}px`;
    }
    place(node, startOfDay(shadow.from), shadow.from, shadow.to);
    node.lastChild.previousSibling.textContent = ` ${clockTime(shadow.from)}–${clockTime(shadow.to)}`;
  };
  const finish = (end) => {
    node.removeEventListener('pointermove', follow);
    node.removeEventListener('pointerup', finish);
    node.removeEventListener('pointercancel', finish);
    node.classList.remove('is-held', 'is-dragged');
    if (end.type === 'pointercancel') drawWeek(dayCount());
    else if (moved) moveTo(event, shadow.from, shadow.to);
    else edit(event);
  };
  node.addEventListener('pointermove', follow);
  node.addEventListener('pointerup', finish);
  node.addEventListener('pointercancel', finish);
}

/** Alt and an arrow moves an event by a quarter of an hour or a day. */
function nudge(key, event) {
  const step = { ArrowUp: -SNAP, ArrowDown: SNAP, ArrowLeft: -DAY, ArrowRight: DAY }[key.key];
  if (!key.altKey || !step) return;
  key.preventDefault();
  moveTo(event, event.from + step, event.to + step);
}

async function moveTo(event, from, to) {
  if (from === event.from && to === event.to) return;
  await attempt(() => ask('PATCH', `/demo/events/${encodeURIComponent(event.id)}`, { start: local(from), end: local(to), all_day: false }));
  showWeek();
}

function turn(days) {
  week.first += days * DAY;
  week.known = null;
  showWeek();
}

$('earlier').addEventListener('click', () => turn(-dayCount()));
$('later').addEventListener('click', () => turn(dayCount()));
$('today').addEventListener('click', () => {
  week.first = null;
  week.known = null;
  showWeek();
});
matchMedia('(max-width: 860px)').addEventListener('change', () => $('today').click());
