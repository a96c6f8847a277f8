// A phone's linked device by baileys: its orders are lines of JSON, and so is what it tells.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [home, keys, address, root] = process.argv.slice(2);
const from = createRequire(home + '/node_modules/');
const lib = await import(pathToFileURL(from.resolve('baileys')));
const defaults = await import(pathToFileURL(from.resolve('baileys/lib/Defaults/index.js')));
const pino = (await import(pathToFileURL(from.resolve('pino')))).default;
defaults.WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex');

const tell = what => process.stdout.write(JSON.stringify(what) + '\n');
const { state, saveCreds } = await lib.useMultiFileAuthState(keys);
let socket;

function connect() {
  socket = lib.makeWASocket({
    auth: state, logger: pino({ level: process.env.BAILEYS_LOG || 'silent' }, pino.destination(2)), waWebSocketUrl: 'ws://' + address + '/ws/chat',
    fireInitQueries: false, markOnlineOnConnect: false, shouldSyncHistoryMessage: () => false,
  });
  socket.ev.on('creds.update', saveCreds);
  socket.ev.on('connection.update', u => {
    if (u.qr) tell({ qr: u.qr });
    if (u.connection === 'open') tell({ open: true });
    if (u.connection === 'close') {
      const code = u.lastDisconnect?.error?.output?.statusCode;
      tell({ closed: code });
      if (code === lib.DisconnectReason.restartRequired) connect();
    }
  });
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const m of messages) {
      if (!m.key.fromMe) tell({ id: m.key.id, text: m.message?.conversation || m.message?.extendedTextMessage?.text || '' });
    }
  });
}

createInterface({ input: process.stdin }).on('line', async line => {
  const { to, text } = JSON.parse(line);
  try {
    await socket.sendMessage(to + '@s.whatsapp.net', { text });
  } catch (e) {
    tell({ failed: String(e) });
  }
}).on('close', () => process.exit(0));
connect();
