'use strict';
// The webchat page: bubbles, a queue that outlives a lost signal, and one
// stream of answers. Written for old phones: no framework, nothing fetched.
(() => {
  const $ = id => document.getElementById(id);
  const log = $('log'), box = $('box'), hint = $('hint'), dots = $('typing'), status = $('status');
  const kinds = {photo: '[foto]', voice: '[pesan suara]', sticker: '[stiker]', document: '[dokumen]', location: '[lokasi]'};
  const lost = 'Belum ada sinyal. Pesan Kakak tersimpan dan terkirim sendiri nanti.';

  // What the page keeps: the queue, the way choices are shown, and when each
  // bubble was first seen. Without storage it lives as long as the page.
  const memory = {};
  function kept(key, otherwise) {
    if (key in memory) return memory[key];
    try { return JSON.parse(localStorage.getItem('langkah.' + key)) || otherwise; } catch (e) { return otherwise; }
  }
  function keep(key, value) {
    try { localStorage.setItem('langkah.' + key, JSON.stringify(value)); delete memory[key]; } catch (e) { memory[key] = value; }
  }

  function request(method, path, body, done) {
    const r = new XMLHttpRequest();
    r.open(method, path);
    r.timeout = 15000;
    r.onloadend = () => {
      let answer = {};
      try { answer = JSON.parse(r.responseText); } catch (e) { /* an empty answer, or a proxy's own page */ }
      done(r.status, answer, Number(r.status && r.getResponseHeader('Retry-After')) || 0);
    };
    if (body) r.setRequestHeader('Content-Type', 'application/json');
    r.send(body && JSON.stringify(body));
  }

  // ---- bubbles ----
  const shown = new Map();
  let answers = 0, following = true;

  function make(tag, name, text) {
    const el = document.createElement(tag);
    if (name) el.className = name;
    if (text) el.textContent = text;
    return el;
  }

  // Links are the only thing in a text that is more than text; ours to files may
  // be without a host.
  function write(p, text) {
    text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|\/d\/[A-Z2-7]{26})/).forEach((part, i) => {
      if (i % 2 === 0) return p.appendChild(document.createTextNode(part));
      const a = p.appendChild(make('a', '', part));
      a.href = part; a.target = '_blank'; a.rel = 'noopener noreferrer';
    });
  }

  // clock is when this browser first saw a bubble, 0 if another one did: then
  // the server knows.
  function clock(key, fresh) {
    const seen = kept('seen', {});
    if (fresh && !seen[key]) {
      seen[key] = Date.now();
      Object.keys(seen).sort((a, b) => seen[b] - seen[a]).slice(300).forEach(k => delete seen[k]);
      keep('seen', seen);
    }
    return seen[key] || 0;
  }

  function time(ms) {
    const at = new Date(ms), two = n => ('0' + n).slice(-2);
    const el = make('time', '', two(at.getHours()) + '.' + two(at.getMinutes()));
    el.dateTime = at.toISOString();
    return el;
  }

  // show adds a bubble once. One with a kind is the person's own, and its cid
  // is the id that this page gave it.
  function show(b, fresh) {
    const key = !b.kind ? 'b' + b.id + '.' + (b.part || 0) : b.cid || 'i' + b.id;
    if (shown.has(key)) return shown.get(key);
    const el = make('div', 'bubble' + (b.kind ? ' own' : '') + (fresh ? ' fresh' : ''));
    const said = el.appendChild(make('div', 'said'));
    said.appendChild(make('span', 'who', b.kind ? 'Kakak: ' : 'Langkah: '));
    const p = said.appendChild(make('p'));
    p.dir = 'auto';
    if (b.kind) p.appendChild(document.createTextNode(b.text || kinds[b.kind] || 'Lampiran'));
    else { write(p, b.text); choices(el, p, b.choices || []); answers++; typing(false); }
    const meta = said.appendChild(make('span', 'meta'));
    const at = clock(key, fresh) || b.at;
    if (at) meta.appendChild(time(at));
    el.state = meta.appendChild(make('span', 'state'));
    shown.set(key, el);
    hint.hidden = true;
    log.insertBefore(el, dots);
    if (fresh) settle();
    if (fresh && !b.kind) $('jump').hidden = following;
    follow(b.kind && fresh);
    return el;
  }

  function choices(el, p, list) {
    const menu = list.filter(c => c.n >= 0).map(c => '\n' + c.n + ' ' + c.label).join('');
    if (menu) p.appendChild(make('span', 'menu', menu));
    if (!list.length) return;
    const row = el.appendChild(make('div', 'choices'));
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', 'Pilihan');
    list.forEach(c => {
      const button = row.appendChild(make('button', c.n === 0 ? 'exit' : '', c.label));
      button.type = 'button';
      button.onclick = () => post('pick', c.label, c.id);
    });
  }

  // settle leaves only the choices open that nothing of ours has followed.
  function settle() {
    let open = true;
    for (let el = dots.previousElementSibling; el && el !== hint; el = el.previousElementSibling) {
      if (el.classList.contains('own') && !el.classList.contains('refused')) open = false;
      el.querySelectorAll('.choices button').forEach(b => { b.disabled = !open; });
    }
  }

  function mark(el, state, text, label) {
    ['sent', 'waiting', 'refused'].forEach(s => el.classList.toggle(s, s === state));
    el.state.textContent = text && ' ' + text;
    if (label) { el.state.setAttribute('role', 'img'); el.state.setAttribute('aria-label', label); }
    follow();
  }

  // follow keeps the end in sight; of an answer taller than the screen, its
  // first line. Whoever reads further up is not dragged away.
  function follow(always) {
    if (always) following = true;
    if (!following) return;
    const el = dots.previousElementSibling;
    const tall = el && el.classList.contains('bubble') && !el.classList.contains('own') && el.offsetHeight > log.clientHeight;
    log.scrollTop = tall ? el.offsetTop - log.offsetTop - 6 : log.scrollHeight;
    following = !tall || !ready;
    $('jump').hidden = true;
  }

  let patience = 0;
  function typing(on) {
    clearTimeout(patience);
    dots.hidden = !on;
    // Nothing came: a stream may be dead without knowing, so look once.
    if (on) patience = setTimeout(() => { dots.hidden = true; patience = setTimeout(restart, 4000); }, 2000);
    if (on) follow();
  }

  // ---- out: the queue ----
  let ready = false, sending = false, pause = 0, retry = 0;

  function uuid() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    const hex = Array.from(b, n => ('0' + n.toString(16)).slice(-2)).join('');
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  function queued(m) {
    return show({kind: m.kind, cid: m.id, text: m.text}, true);
  }

  function post(kind, text, pick) {
    const m = {id: uuid(), kind: kind, text: text || '', pick: pick || ''};
    keep('queue', kept('queue', []).concat(m));
    if (retry) return waits(m);
    mark(queued(m), '', 'mengirim…');
    flush();
  }

  // flush sends what waits, one at a time and in order. A message keeps its id
  // until the server has answered, so sending it twice is harmless.
  function flush() {
    const m = kept('queue', [])[0];
    if (!ready || sending || !m) return;
    clearTimeout(retry);
    retry = 0;
    sending = true;
    const before = answers;
    request('POST', '/chat/messages', m, (code, answer, after) => {
      sending = false;
      const took = code >= 200 && code < 300;
      if (!took && (code < 400 || code >= 500 || code === 401 || code === 408 || code === 429)) return later(code, answer, after);
      pause = 0;
      status.textContent = '';
      keep('queue', kept('queue', []).filter(q => q.id !== m.id));
      if (!took) refuse(m, answer.message || 'tidak terkirim');
      else sent(queued(m));
      if (took && answers === before) typing(true);
      flush();
    });
  }

  function sent(el) { mark(el, 'sent', '✓', 'terkirim'); }

  function waits(m) { mark(queued(m), 'waiting', 'menunggu sinyal…'); }

  function refuse(m, why) {
    mark(queued(m), 'refused', why);
    settle();
    if (m.kind === 'text' && !box.value) { box.value = m.text; grow(); }
  }

  function later(code, answer, after) {
    kept('queue', []).forEach(waits);
    status.textContent = answer.message || lost;
    pause = Math.min(15, Math.max(after, pause * 2, 1));
    retry = setTimeout(flush, pause * 1000);
    if (code === 401) load();
  }

  // ---- in: history, then the stream ----
  let stream = null, last = 0, again = 0, tries = 0;

  // load shows what the page does not show yet. The first answer also makes
  // the browser known: it brings the cookie.
  function load() {
    clearTimeout(again);
    again = 0;
    request('GET', '/chat/history', null, (code, h, after) => {
      if (code !== 200) return reload(after);
      h.bubbles.forEach(b => {
        if (ready && b.kind && !b.cid) return; // written elsewhere, or here: it does not say
        const known = shown.size, el = show(b, ready);
        if (b.kind && shown.size > known) sent(el);
      });
      last = Math.max(last, h.last);
      if (!ready) kept('queue', []).forEach(m => { waits(m); log.insertBefore(queued(m), dots); });
      ready = true;
      log.setAttribute('aria-busy', 'false');
      hint.hidden = shown.size > 0;
      settle();
      follow();
      if (!stream || stream.readyState === EventSource.CLOSED) connect();
      if (!retry) flush();
    });
  }

  function reload(after) {
    status.textContent = lost;
    tries = Math.min(tries + 1, 10);
    clearTimeout(again);
    again = setTimeout(load, 1000 * Math.max(after, tries) + Math.random() * 500);
  }

  function connect() {
    stream = new EventSource('/chat/events?after=' + last);
    stream.onopen = () => {
      tries = 0;
      status.textContent = '';
      flush();
    };
    stream.onmessage = e => {
      last = Math.max(last, Number(e.lastEventId) || 0);
      show(JSON.parse(e.data), true);
    };
    stream.onerror = e => {
      if (e.target !== stream) return;
      status.textContent = lost;
      if (stream.readyState === EventSource.CLOSED) reload(0);
    };
  }

  function restart() {
    if (stream) stream.close();
    clearTimeout(retry);
    retry = tries = 0;
    load();
  }

  function wake() {
    if (!document.hidden && (retry || again || !stream || stream.readyState !== EventSource.OPEN)) restart();
  }

  // ---- the page ----
  function mode(to) {
    document.body.dataset.mode = to;
    keep('mode', to);
    document.querySelectorAll('#mode button').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.mode === to)));
    follow();
  }

  function grow() {
    box.style.height = 'auto';
    box.style.height = Math.min(box.scrollHeight + 2, 140) + 'px';
    follow();
  }

  function attach(open) {
    $('kinds').hidden = !open;
    $('attach').setAttribute('aria-expanded', String(open));
    follow();
  }

  function submit(e) {
    if (e) e.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = '';
    grow();
    post('text', text);
  }

  document.querySelectorAll('#mode button').forEach(b => { b.onclick = () => mode(b.dataset.mode); });
  hint.querySelectorAll('button').forEach(b => { b.onclick = () => post('text', b.textContent); });
  document.querySelectorAll('#kinds button').forEach(b => { b.onclick = () => { attach(false); post(b.dataset.kind); }; });
  $('attach').onclick = () => attach($('kinds').hidden);
  $('jump').onclick = () => { log.scrollTop = log.scrollHeight; };
  $('composer').onsubmit = e => { submit(e); box.focus(); };
  box.oninput = grow;
  box.onkeydown = e => { if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) submit(e); };
  log.onscroll = () => { following = log.scrollHeight - log.scrollTop - log.clientHeight < 60; if (following) $('jump').hidden = true; };
  document.onkeydown = e => { if (e.key === 'Escape' && !$('kinds').hidden) { attach(false); $('attach').focus(); } };
  window.onresize = () => follow();
  window.ononline = wake;
  window.onpageshow = e => { if (e.persisted) restart(); };
  document.addEventListener('visibilitychange', wake);
  // Another tab of the same person may have sent what this one still shows as waiting.
  window.onstorage = e => {
    if (e.key !== 'langkah.queue') return;
    const left = kept('queue', []).map(m => m.id);
    shown.forEach((el, key) => {
      if (el.classList.contains('waiting') && left.indexOf(key) < 0) sent(el);
    });
  };
  mode(kept('mode', 'buttons') === 'numbers' ? 'numbers' : 'buttons');
  load();
})();
