// What the pages of the play messengers share. A page has bubble(message) and draw(state).
'use strict';
const $ = id => document.getElementById(id);
const query = new URLSearchParams(location.search);
if (!query.get('as')) query.set('as', document.body.dataset.first);
const as = query.get('as');
let now = null;

const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text != null) e.textContent = text; return e; };
const button = (text, act, cls) => { const b = el('button', cls, text); b.type = 'button'; b.onclick = act; return b; };

async function act(what, text, message) {
  let why = 'Tidak tersambung.';
  try {
    const r = await fetch('/do?' + query, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ what, text, message }) });
    if (r.ok) return true;
    why = await r.text();
  } catch (e) { /* said below */ }
  tell(why, false);
  return false;
}

let telling;
function tell(text, stays) {
  $('notice').textContent = text;
  $('notice').hidden = false;
  clearTimeout(telling);
  if (!stays) telling = setTimeout(() => { $('notice').hidden = true; }, 3000);
}
$('notice').onclick = () => { $('notice').hidden = true; };

function linked(text) {
  const p = el('p');
  for (const part of text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)) {
    if (/^https?:\/\//.test(part)) {
      const a = el('a', '', part);
      a.href = part; a.target = '_blank'; a.rel = 'noopener noreferrer';
      p.append(a);
    } else p.append(part);
  }
  return p;
}

// Who stands at the end stays there when the room changes; who reads above is
// left alone. A scroll that comes with another size is not the reader's.
let atEnd = true, room = '';
const size = () => [$('log').scrollHeight, $('log').clientHeight, $('log').clientWidth].join();
function settle() {
  const l = $('log');
  if (atEnd) l.scrollTop = l.scrollHeight;
  room = size();
}
$('log').onscroll = () => {
  const l = $('log');
  if (l.scrollHeight - l.scrollTop - l.clientHeight < 60) atEnd = true;
  else if (size() === room) atEnd = false;
};
new ResizeObserver(settle).observe($('log'));

// Bubbles that did not change stay as they are: who reads or selects is not disturbed.
function drawLog(list) {
  const log = $('log'), keep = new Map();
  for (const e of log.children) keep.set(e.dataset.key, e);
  const wanted = list.map(m => {
    const key = JSON.stringify(m), e = keep.get(key) || bubble(m);
    e.dataset.key = key;
    return e;
  });
  if (!list.length) wanted.push(keep.get('none') || el('p', '', log.dataset.none));
  if (!list.length) wanted[0].dataset.key = 'none';
  wanted.forEach((e, i) => { if (log.children[i] !== e) log.insertBefore(e, log.children[i] || null); });
  while (log.children.length > wanted.length) log.lastChild.remove();
  settle();
}

function drawPeople(list) {
  const seen = JSON.parse(localStorage.getItem('seen') || '{}');
  const me = list.find(p => p.name === as);
  if (me && seen[as] !== me.last && !document.hidden) { seen[as] = me.last; localStorage.setItem('seen', JSON.stringify(seen)); }
  const key = JSON.stringify([list, seen]);
  if (drawPeople.key === key) return;
  drawPeople.key = key;
  $('list').replaceChildren(...list.map(p => {
    const a = el('a', p.name !== as && p.last > (seen[p.name] || 0) ? 'news' : '', p.name);
    a.href = '?as=' + encodeURIComponent(p.name);
    if (p.name === as) a.setAttribute('aria-current', 'page');
    return a;
  }));
}

function fold(knob, part, shut) {
  $(part).hidden = shut === undefined ? !$(part).hidden : shut;
  $(knob).setAttribute('aria-expanded', String(!$(part).hidden));
}
$('add').onclick = () => { $('add').hidden = true; $('new').hidden = false; $('new').firstChild.focus(); };
$('new').onsubmit = e => {
  e.preventDefault();
  const name = $('new').firstChild.value.trim();
  if (name) location.search = '?as=' + encodeURIComponent(name);
};
const grow = () => { const b = $('box'); b.style.height = 'auto'; b.style.height = b.scrollHeight + 2 + 'px'; };
$('box').oninput = grow;
$('box').onkeydown = e => { if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); $('composer').requestSubmit(); } };
$('composer').onsubmit = async e => {
  e.preventDefault();
  const text = $('box').value;
  if (!text.trim()) return;
  $('box').value = ''; grow();
  atEnd = true;
  if (!await act('say', text)) { $('box').value = text; grow(); }
};
const live = new EventSource('/events?' + query);
live.onmessage = e => draw(JSON.parse(e.data));
live.onerror = () => { $('doing').textContent = 'tidak tersambung, dicoba lagi …'; };
document.addEventListener('visibilitychange', () => { if (now) drawPeople(now.people); });
