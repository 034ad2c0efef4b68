import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './refusal.mjs';

const LOOK_EVERY_MS = 200;
/** Between its making and its filling a lock is empty. */
const FILLING_MS = 5_000;

/**
 * Does a piece of work while no other process does it; waits for whoever is at it. The work gets a function that makes
 * another process a holder too: a child that goes on when we are killed.
 */
export async function withLock(path, onWait, work) {
  const own = holder(process.pid);
  for (let waits = 0; !take(path, own); waits += 1) {
    if (removeStale(path)) continue;
    if (waits === 0) onWait();
    await delay(LOOK_EVERY_MS);
  }
  try {
    return await work((pid) => appendFileSync(path, holder(pid)));
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path, own) {
  try {
    writeFileSync(path, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Refusal(
      `The program has to be installed or built, and its folder cannot be written: ${error.message}`,
    );
  }
}

/** Whether there is nothing in the way any more. */
function removeStale(path) {
  const content = read(path);
  if (content === null) return true;
  if (isHeld(content, path)) return false;
  // Another process may have seen the same, removed it and taken the lock: then what we move away is its new one.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) === content) rmSync(aside);
    else renameSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return true;
}

function isHeld(content, path) {
  if (content === '')
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < FILLING_MS;
  return content.split('\n').some((line) => {
    const pid = Number.parseInt(line, 10);
    return pid > 0 && isAlive(pid) && holder(pid) === `${line}\n`;
  });
}

function holder(pid) {
  return `${pid} ${startOf(pid)}\n`;
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** When a process began, in ticks: its id may belong to another one by now. Empty where the system does not say. */
function startOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? '' : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
