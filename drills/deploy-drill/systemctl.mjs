#!/usr/bin/env node
// Stands in for systemctl where there is no systemd: starts what a unit says, as its user, in its folder, with its
// variables and folders. Its restrictions are not carried out.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';

const [order, ...args] = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith('-'));
if (['enable', 'start', 'restart'].includes(order)) start(name);

function start(unit) {
  const folder = ['/etc/systemd/system', '/usr/lib/systemd/system'].find((each) =>
    existsSync(`${each}/${unit}.service`),
  );
  if (folder === undefined) throw new Error(`There is no unit ${unit}.`);
  const lines = readFileSync(`${folder}/${unit}.service`, 'utf8').split('\n');
  const all = (key) =>
    lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
  const [user = 'root'] = all('User');
  const files = all('EnvironmentFile')
    .map((file) => file.replace(/^-/u, ''))
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const given = [...all('Environment'), ...files].filter((line) => /^\w+=/u.test(line));
  for (const [key, parent] of [
    ['StateDirectory', '/var/lib'],
    ['RuntimeDirectory', '/run'],
  ]) {
    for (const each of all(key)) {
      mkdirSync(`${parent}/${each}`, { recursive: true });
      execFileSync('chown', [`${user}:`, `${parent}/${each}`]);
    }
  }
  const home = execFileSync('getent', ['passwd', user], { encoding: 'utf8' }).split(':')[5];
  const said = openSync(`/var/log/${unit}.log`, 'a');
  const [workingFolder = '/'] = all('WorkingDirectory');
  const rights = all('AmbientCapabilities')
    .flatMap((line) => line.split(' '))
    .filter((name) => name !== '')
    .map((name) => `+${name.replace(/^CAP_/u, '').toLowerCase()}`);
  const may = rights.length === 0 ? [] : [`--inh-caps=${rights}`, `--ambient-caps=${rights}`];
  const as = [`--reuid=${user}`, `--regid=${user}`, '--init-groups', ...may];
  const child = spawn('setpriv', [...as, '--', ...all('ExecStart')[0].split(' ')], {
    cwd: workingFolder,
    env: { PATH: process.env.PATH, HOME: home, USER: user, ...Object.fromEntries(given.map(pair)) },
    stdio: ['ignore', said, said],
    detached: true,
  });
  closeSync(said);
  child.unref();
}

function pair(line) {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
