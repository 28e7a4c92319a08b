// The chat: tabs, bubbles, buttons, the message box.
const HINTS = ['lunch with Sarah tomorrow 1pm', 'mesyuarat esok 3 petang', 'am I free friday 3pm?', '/week', '/list', '/help'];
const GROUP_HINTS = ['@janji_bot dinner saturday 7pm', '/list', '/reminders on'];

const chat = {
  open: null, // the id of the chat that is shown
  shown: new Map(), // message id → its node and what it showed
  seen: new Map(), // chat id → number of messages read
  toasts: new Map(), // chat id → number of toasts seen
  patience: 0, // the timer that ends the dots
  gaveUp: '', // the message that the bot did not answer
  about: null, // the message that is replied to or corrected, and which of both
};

const openChat = () => demo.state.chats.find((it) => it.id === chat.open);
const person = (id) => demo.state.people.find((it) => it.id === id);
/** Who writes: the person of a private chat, or the one chosen in a group. */
const me = () => (openChat().members.length === 1 ? openChat().members[0] : Number($('as').value));

/** Text and entities → nodes; nothing is ever read as HTML. */
function formatted(text, entities) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  const rest = [...entities];
  while (rest.length > 0) {
    const entity = rest.shift();
    if (entity.offset < at) continue;
    const end = entity.offset + entity.length;
    const inner = [];
    while (rest.length > 0 && rest[0].offset < end) inner.push(rest.shift());
    fragment.append(text.slice(at, entity.offset));
    const moved = inner.map((it) => ({ ...it, offset: it.offset - entity.offset }));
    const node = entityNode(entity);
    node.append(formatted(text.slice(entity.offset, end), moved));
    fragment.append(node);
    at = end;
  }
  fragment.append(text.slice(at));
  return fragment;
}

function entityNode(entity) {
  const tags = {
    bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote',
    expandable_blockquote: 'blockquote',
  };
  if (entity.type === 'text_link' && /^(https?|tg|mailto):/.test(entity.url)) {
    return el('a', { href: entity.url, target: '_blank', rel: 'noopener noreferrer' });
  }
  if (entity.type === 'spoiler') return el('span', { class: 'spoiler' });
  return el(tags[entity.type] ?? 'span');
}

function showChats() {
  if (chat.open === null) chat.open = demo.state.chats[0].id;
  const tabs = demo.state.chats.map((it) => {
    const fresh = it.messages.length - (chat.seen.get(it.id) ?? it.messages.length);
    return el('button', {
      type: 'button', role: 'tab', id: `chat-${it.id}`, 'aria-selected': String(it.id === chat.open), 'aria-controls': 'log',
      tabIndex: it.id === chat.open ? 0 : -1, onclick: () => select(it.id),
    },
    el('span', { class: 'face', style: { '--hue': hue(it.title) }, 'aria-hidden': 'true' }, initials(it.title)),
    it.title,
    fresh > 0 && it.id !== chat.open ? el('span', { class: 'badge', 'aria-label': `${fresh} new` }, String(fresh)) : null);
  });
  const focused = document.activeElement?.id;
  $('chats').replaceChildren(...tabs);
  if (focused?.startsWith('chat-')) $(focused)?.focus();
}

function select(id) {
  chat.open = id;
  if (chat.about) takeUp(null);
  showComposer(openChat());
  redraw();
  $(`chat-${id}`).focus();
}

/** Brings the page to what the demo says, touching only what changed. */
function showChat() {
  const log = $('log');
  showChats();
  const it = openChat();
  for (const other of demo.state.chats) if (!chat.seen.has(other.id)) chat.seen.set(other.id, other.messages.length);
  const unseen = demo.state.chats.some((other) => other.messages.length > chat.seen.get(other.id));
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  log.querySelectorAll('.empty, .typing').forEach((node) => node.remove());
  for (const [id, shown] of chat.shown) {
    if (it.messages.some((message) => message.id === id)) continue;
    shown.node.remove();
    chat.shown.delete(id);
  }
  const isFirst = chat.shown.size === 0;
  for (const message of it.messages) showMessage(it, message, isFirst);
  if (it.messages.length === 0) log.append(el('p', { class: 'empty' }, el('b', {}, `${it.title}, meet Janji.`), 'Write as you would to a friend: what, and when. It goes into the calendar, and you get a reminder before it starts.'));
  if (it.is_thinking && chat.gaveUp !== turnOf(it)) log.append(typing(it));
  if (isAtEnd || isFirst) log.scrollTop = log.scrollHeight;
  chat.seen.set(it.id, it.messages.length);
  $('dot').hidden = !(unseen && document.body.dataset.view !== 'chat');
  showComposer(it);
  showToasts();
}

/** What the bot owes an answer to. */
const turnOf = (it) => `${it.id} ${it.messages.at(-1)?.id}`;

/** The dots; they go when the bot has kept silent for long, which it may. */
function typing(it) {
  const turn = turnOf(it);
  clearTimeout(chat.patience);
  chat.patience = setTimeout(() => {
    chat.gaveUp = turn;
    document.querySelector('.typing')?.remove();
  }, 8000);
  return el('div', { class: 'typing', 'aria-label': 'Janji is typing' }, el('i'), el('i'), el('i'));
}

/** Draws the open chat from nothing. */
function redraw() {
  chat.shown.clear();
  $('log').replaceChildren();
  showChat();
}

function showMessage(it, message, isFirst) {
  const key = JSON.stringify(message);
  const known = chat.shown.get(message.id);
  if (known?.key === key) return;
  const node = messageNode(it, message);
  if (known) {
    node.classList.add('changed');
    known.node.replaceWith(node);
  } else {
    const day = date(parse(message.sent));
    const last = [...$('log').querySelectorAll('.message')].at(-1);
    if (last?.dataset.day !== day) $('log').append(el('div', { class: 'day', textContent: longDay(parse(day)) }));
    if (isFirst) node.style.animation = 'none';
    $('log').append(node);
  }
  chat.shown.set(message.id, { key, node });
}

function messageNode(it, message) {
  const isBot = message.user === null;
  const who = isBot ? 'Janji' : person(message.user)?.name ?? '?';
  const isMine = message.user === me();
  const bubble = el('div', { class: 'bubble' });
  if (it.members.length > 1) bubble.append(el('span', { class: 'who', style: { '--hue': hue(who) } }, who));
  else bubble.append(el('span', { class: 'hush' }, `${who}: `));
  if (message.reply_to !== null) {
    const replied = it.messages.find((other) => other.id === message.reply_to);
    bubble.append(el('span', { class: 'reply' }, (replied?.text ?? 'a message').split('\n')[0]));
  }
  if (message.file) {
    const address = `/demo/file/${message.file.id}`;
    const about = message.text.split('\n')[0] || message.file.name;
    if (message.file.is_picture) {
      bubble.append(el('a', { href: address, target: '_blank', rel: 'noopener' }, el('img', { class: 'picture', src: address, alt: `Picture: ${about}`, onload: stayAtEnd })));
    }
    else bubble.append(el('a', { href: address, download: message.file.name }, `📄 ${message.file.name}`));
  }
  bubble.append(formatted(message.text, message.entities));
  const marks = [message.edited ? 'edited' : '', clockTime(parse(message.sent))].filter(Boolean).join(' ');
  bubble.append(el('span', { class: 'meta' }, (message.is_silent ? '🔕 ' : '') + marks));
  const node = el('div', { class: isMine ? 'message mine' : 'message', role: 'article', 'aria-label': `${who}, ${clockTime(parse(message.sent))}`, dataset: { day: message.sent.slice(0, 10), id: message.id } }, bubble);
  if (message.keyboard.length > 0) node.append(keys(it, message));
  const what = isMine && !message.file ? 'edit' : 'reply';
  bubble.append(el('button', { type: 'button', class: 'answer', title: DOES[what], 'aria-label': `${DOES[what]}: ${message.text.split('\n')[0]}`, onclick: () => takeUp(what, message) }, what === 'edit' ? '✎' : '↩'));
  return node;
}

const DOES = { reply: 'Reply', edit: 'Correct' };

/** The next message replies to this one, or corrects it; `null`: it stands alone. */
function takeUp(what, message) {
  chat.about = what && { what, id: message.id };
  $('about').hidden = !what;
  $('about-text').textContent = what ? `${DOES[what]}: ${message.text.split('\n')[0]}` : '';
  if (what === 'edit') $('text').value = message.text;
  grow();
  $('text').focus();
}

/** A picture that has loaded makes its message higher: a reader at the end stays there. */
function stayAtEnd() {
  const log = $('log');
  if (log.scrollHeight - log.scrollTop - log.clientHeight < 700) log.scrollTop = log.scrollHeight;
}

function keys(it, message) {
  let nth = 0;
  const rows = message.keyboard.map((row) => el('div', {}, ...row.map((button) => {
    const mine = nth++;
    if (button.url) return el('a', { href: button.url, target: '_blank', rel: 'noopener noreferrer' }, button.label);
    return el('button', { type: 'button', class: button.style ?? '', onclick: () => press(it, message, mine) }, button.label);
  })));
  return el('div', { class: 'keys', role: 'group', 'aria-label': 'Buttons' }, ...rows);
}

const press = (it, message, nth) => attempt(() => ask('POST', '/demo/press', { chat: it.id, user: me(), message: message.id, nth }));

function say(text) {
  if (text.trim() === '') return;
  const { what, id } = chat.about ?? {};
  const about = what === 'edit' ? { edits: id } : what === 'reply' ? { reply_to: id } : {};
  if (what) takeUp(null);
  attempt(() => ask('POST', '/demo/say', { chat: chat.open, user: me(), text, ...about }));
}

function showComposer(it) {
  const isGroup = it.members.length > 1;
  $('as-label').hidden = !isGroup;
  const members = it.members.join();
  if (isGroup && $('as').dataset.members !== members) {
    $('as').dataset.members = members;
    $('as').replaceChildren(...it.members.map((id) => el('option', { value: id }, person(id).name)));
  }
  $('text').placeholder = isGroup ? 'Message – start with / or @janji_bot' : 'Lunch tomorrow at 1pm…';
  const first = it.messages.length === 0 ? ['/start', ...HINTS] : HINTS;
  const hints = it.messages.length > 4 ? [] : isGroup ? GROUP_HINTS : first;
  if ($('hints').dataset.hints === hints.join()) return;
  $('hints').dataset.hints = hints.join();
  $('hints').replaceChildren(...hints.map((hint) => el('button', { type: 'button', onclick: () => say(hint) }, hint)));
}

/** Toasts that came since the page was opened, whatever chat is shown. */
function showToasts() {
  for (const it of demo.state.chats) {
    const known = chat.toasts.get(it.id) ?? it.toasts.length;
    it.toasts.slice(known).forEach(toast);
    chat.toasts.set(it.id, it.toasts.length);
  }
}

function send() {
  say($('text').value);
  $('text').value = '';
  grow();
}

function grow() {
  $('text').style.height = 'auto';
  $('text').style.height = `${$('text').scrollHeight + 2}px`;
}

$('as').addEventListener('change', redraw);
$('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
$('text').addEventListener('input', grow);
$('about-end').addEventListener('click', () => takeUp(null));
$('text').addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && chat.about) {
    $('text').value = '';
    takeUp(null);
  }
  if (event.key === 'ArrowUp' && $('text').value === '') {
    const mine = openChat().messages.findLast((message) => message.user === me() && !message.file);
    if (mine) {
      event.preventDefault();
      takeUp('edit', mine);
    }
  }
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
$('chats').addEventListener('keydown', (event) => {
  const ids = demo.state.chats.map((it) => it.id);
  const end = { Home: ids[0], End: ids.at(-1) }[event.key];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (end) select(end);
  else if (step) select(ids[(ids.indexOf(chat.open) + step + ids.length) % ids.length]);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.target.closest('input, select, textarea')) return;
  document.querySelector('.tabs [data-view=chat]').click();
  $('text').focus();
});
