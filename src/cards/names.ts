import { sharedNames } from '../domain/shared-names.js';
import type { Finding, Subject } from '../domain/finding.js';
import { oncePer } from '../domain/once-per.js';
import { phoneNumberFrom } from '../domain/phone.js';
import { hasLeft, twinsOf } from '../domain/same-phone.js';
import type { NumberId, NumberSnapshot } from '../domain/snapshot.js';
import type { PortfolioState } from '../domain/state.js';
import { shown } from '../words/shorten.js';
import { phoneText, type Reader } from './reader.js';

/** Names longer than this are cut; with three of them a line still fits a phone. */
const nameLength = 60;

/** What things of one portfolio are called for one reader. All names are plain, short and fit to be shown. */
export interface Names {
  /** What people call a number: the operator's name, else its verified name, else the number itself. */
  number(number: NumberSnapshot): string;
  /** The phone number as this reader may see it. */
  phone(number: NumberSnapshot): string;
  subject(subject: Subject): string;
  /** What a number is called that only its label and id are known of. */
  labelled(label: string, id: NumberId): string;
  readonly portfolio: string;
  /** The finding with names of this reader in its facts. */
  spoken(finding: Finding): Finding;
}

/** A name of others, fit to be shown; the fallback when nothing visible is left of it. */
function nameText(name: string, fallback: string): string {
  return shown(name, nameLength) || shown(fallback, nameLength) || '?';
}

/** Who did something, as `platform:user` or as a name. */
export function personText(by: string): string {
  return nameText(by.replace(/^(?:slack|discord|terminal):/, ''), by);
}

const noNumbers: readonly NumberSnapshot[] = [];

/** Numbers by their ids. Every card asks for them, so the list is made once for each look. */
const byIdIn = oncePer(
  (numbers: readonly NumberSnapshot[]): ReadonlyMap<string, NumberSnapshot> =>
    new Map(numbers.map((number) => [number.id, number])),
);

/** Builds the names of one portfolio for one reader. */
export function namesIn(state: PortfolioState, reader: Reader): Names {
  const numbers = state.sight?.snapshot.numbers ?? noNumbers;
  const [byId, shared] = [byIdIn(numbers), sharedNames(numbers)];
  const portfolio = nameText(state.name, state.portfolio);

  function phone(number: NumberSnapshot): string {
    if (number.phone !== null) return phoneText(number.phone, reader);
    const text = nameText(number.display, number.id);
    return reader.masked ? `•••${text.slice(-4)}` : text;
  }

  /** What tells numbers apart that bear one phone number. */
  function apart(number: NumberSnapshot, text: string): string {
    const twins = twinsOf(number, numbers);
    if (twins.length === 0) return text;
    if (hasLeft(number)) return `${text} (${reader.words.names.statuses[number.status]})`;
    return twins.every(hasLeft) ? text : `${text} (id …${number.id.slice(-4)})`;
  }

  function called(number: NumberSnapshot): string {
    return apart(number, nameOf(number));
  }

  function nameOf(number: NumberSnapshot): string {
    const alias = number.phone === null ? null : reader.alias(number.phone);
    if (alias !== null && shown(alias, nameLength) !== '') return shown(alias, nameLength);
    const name = number.name === null ? '' : shown(number.name, nameLength);
    if (name === '') return phone(number);
    // Numbers of one brand often bear one name; the last digits tell them apart.
    return shared.has(number.name ?? '') ? `${name} (…${phone(number).slice(-4)})` : name;
  }

  function calledById(id: NumberId, label: string): string {
    const number = byId.get(id);
    return number ? called(number) : labelled(label, id);
  }

  function labelled(label: string, id: string): string {
    const read = phoneNumberFrom(label);
    return read === null ? nameText(label, id) : (reader.alias(read) ?? phoneText(read, reader));
  }

  return {
    number: called,
    phone,
    portfolio,
    labelled: (label, id) => calledById(id, label),
    subject(subject) {
      if (subject.kind === 'portfolio') return portfolio;
      const number = subject.kind === 'number' ? byId.get(subject.id) : undefined;
      return number ? called(number) : labelled(subject.label, subject.id);
    },
    spoken(finding) {
      const { facts } = finding;
      if (facts.rule !== 'usage' || facts.most === null) return finding;
      const label = calledById(facts.most.number, facts.most.label);
      return { ...finding, facts: { ...facts, most: { ...facts.most, label } } };
    },
  };
}
