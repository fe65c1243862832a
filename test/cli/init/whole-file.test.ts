import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWhole } from '../../../src/cli/init/whole-file.js';
import { folderWith } from '../../support/folder.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a file that is written whole', () => {
  it('takes the place of the one before, and of what a killed program left', () => {
    const folder = folderWith({ a: 'old', 'a.unfinished': 'half' });
    writeWhole(join(folder, 'a'), 'new', 0o600);
    expect([readdirSync(folder), readFileSync(join(folder, 'a'), 'utf8'), modeOf(join(folder, 'a'))]).toEqual(
      [['a'], 'new', '600'],
    );
  });

  it('keeps who may read it where nothing else is wanted', () => {
    const folder = folderWith({ a: 'old' });
    chmodSync(join(folder, 'a'), 0o640);
    writeWhole(join(folder, 'a'), 'new', null);
    writeWhole(join(folder, 'b'), 'new', null);
    expect([modeOf(join(folder, 'a')), modeOf(join(folder, 'b'))]).toEqual(['640', '644']);
  });

  it('stands where a link leads, and the link stays', () => {
    const folder = folderWith({ 'there/a': 'old' });
    symlinkSync('there/a', join(folder, 'a'));
    writeWhole(join(folder, 'a'), 'new', 0o600);
    expect([
      lstatSync(join(folder, 'a')).isSymbolicLink(),
      readFileSync(join(folder, 'there/a'), 'utf8'),
    ]).toEqual([true, 'new']);
  });

  it('leaves nothing behind when it cannot be written', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'a'));
    expect(() => writeWhole(join(folder, 'a'), 'new', 0o600)).toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
