/** What this machine has, and how to get the rest from Debian. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The full path of a program on PATH, or undefined.
 * @param {string} name
 */
export function onPath(name) {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find(isExecutable);
}

/** Whether windows can be shown here. */
export function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Installs Debian packages, as root or through sudo.
 * @param {readonly string[]} packages
 * @param {string} purpose what they are for, as the error says it
 * @throws when apt-get is not there, may not be used, or fails
 */
export function installDebianPackages(packages, purpose) {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const prefix = rootPrefix();
  if (prefix === undefined || onPath('apt-get') === undefined) {
    throw new Error(`${purpose} needs ${packages.join(', ')}. Please install, on Debian with:\n  sudo ${command}`);
  }
  console.log(
    `Installing ${packages.join(' ')} with apt-get: ${purpose} needs ${packages.length > 1 ? 'them' : 'it'}.`,
  );
  // A stale package list is worth a try, so only the second command has to succeed.
  run([...prefix, 'apt-get', 'update', '-qq']);
  if (run([...prefix, ...command.split(' '), '-qq']) !== 0) throw new Error(`This failed: ${command}`);
}

/** @param {string} path */
function isExecutable(path) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What to put before a command that only root may run; undefined where there is no way. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (onPath('sudo') === undefined) return undefined;
  if (process.stdin.isTTY) return ['sudo'];
  return run(['sudo', '-n', 'true']) === 0 ? ['sudo', '-n'] : undefined;
}

/** @param {readonly string[]} words */
function run([program = '', ...words]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // apt-get is chatty even when told not to be: only its complaints are shown.
  return spawnSync(program, words, { stdio: ['inherit', 'ignore', 'inherit'], env }).status;
}
