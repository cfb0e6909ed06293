// A mail server that this project did not write: npm's smtp-server, under STARTTLS or TLS from the first byte. Says each mail it takes as a line of JSON.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const { PORT, KEY, CERTIFICATE, ANSWER_AFTER = '0', NO_STARTTLS, TLS, NO_SMTPUTF8, MOST_FOR_CONNECTION, USER_NAME, PASSWORD } = process.env;

const refused = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  secure: Boolean(TLS),
  key: KEY && readFileSync(KEY),
  cert: CERTIFICATE && readFileSync(CERTIFICATE),
  disabledCommands: NO_STARTTLS ? ['STARTTLS'] : [],
  hideSMTPUTF8: Boolean(NO_SMTPUTF8),
  authOptional: !USER_NAME,
  logger: false,
  onAuth: (auth, session, answer) => auth.username === USER_NAME && auth.password === PASSWORD ? answer(null, { user: auth.username }) : answer(refused(535, 'No')),
  onMailFrom(address, session, answer) {
    answer(session.transaction > Number(MOST_FOR_CONNECTION) ? refused(421, 'Enough for one connection') : null);
  },
  onRcptTo(address, session, answer) {
    if (address.address.startsWith('refused')) return answer(refused(550, `No such mailbox ${address.address}`));
    if (address.address.startsWith('later')) return answer(refused(450, `Not now ${address.address}`));
    answer();
  },
  onData(stream, session, answer) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const mail = {
        to: session.envelope.rcptTo.map((one) => one.address), secure: session.secure, user: session.user || '', connection: session.id,
        text: Buffer.concat(parts).toString('utf8'),
      };
      process.stdout.write(`${JSON.stringify(mail)}\n`);
      if (session.envelope.rcptTo.some((one) => one.address.startsWith('content'))) return answer(refused(554, 'Not this one'));
      setTimeout(answer, Number(ANSWER_AFTER));
    });
  },
});

server.on('error', () => {});
server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.on('end', () => process.exit(0)).resume();
