import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldSyntaxError, parseFields, parseList } from '../../src/simulator/fields.js';

describe('a fields text', () => {
  it('splits on commas of its own level only', () => {
    const fields = parseFields('id,phone_numbers.limit(2){id,health_status{can_send_message,entities}},name');
    expect(fields.map((field) => field.name)).toEqual(['id', 'phone_numbers', 'name']);
    expect(fields[1]?.args.get('limit')).toBe('2');
    expect(fields[1]?.sub?.map((field) => field.name)).toEqual(['id', 'health_status']);
    expect(fields[1]?.sub?.[1]?.sub?.map((field) => field.name)).toEqual(['can_send_message', 'entities']);
    expect(fields[1]?.subText).toBe('id,health_status{can_send_message,entities}');
  });

  it('keeps every modifier of a chain, whatever stands in quotes and brackets', () => {
    const [field, next] = parseFields(
      'pricing_analytics.start(1).end(2).dimensions(["A,B","C)]}","D\\"("]).phone_numbers([]),id',
    );
    expect(Object.fromEntries(field?.args ?? [])).toEqual({
      start: '1',
      end: '2',
      dimensions: '["A,B","C)]}","D\\"("]',
      phone_numbers: '[]',
    });
    expect(parseList(field?.args.get('dimensions') ?? '')).toEqual(['A,B', 'C)]}', 'D"(']);
    expect(next?.name).toBe('id');
  });

  it('takes modifiers after the braces, and fields() instead of braces', () => {
    expect(parseFields('a{b}.limit(3)')[0]?.args.get('limit')).toBe('3');
    expect(parseFields('a.fields(b,c{d}).limit(3)')[0]?.sub?.map((field) => field.name)).toEqual(['b', 'c']);
  });

  it('does not mind spaces', () => {
    const fields = parseFields(' id , phone_numbers .limit( 2 ) { id , name } ');
    expect(fields.map((field) => field.name)).toEqual(['id', 'phone_numbers']);
    expect(fields[1]?.args.get('limit')).toBe('2');
  });

  it.each([
    '',
    ',',
    'id,',
    'id,,name',
    'a{',
    'a{}',
    'a{b',
    'a{b}}',
    'a.',
    'a.limit',
    'a.limit(',
    'a.limit(1',
    'a.x(])',
    'a.x("b)',
    'a b',
    'id;name',
  ])('refuses %j', (text) => {
    expect(() => parseFields(text)).toThrow(FieldSyntaxError);
  });

  it('says where it stopped understanding', () => {
    expect(() => parseFields('id,na-me')).toThrow(expect.objectContaining({ position: 6 }));
  });

  it('refuses a field named twice on one level, but not on two', () => {
    expect(() => parseFields('id,name,id')).toThrow('more than once');
    expect(parseFields('id,a{id}')).toHaveLength(2);
  });

  it('refuses a well without a bottom', () => {
    expect(() => parseFields('a{'.repeat(2_000))).toThrow(FieldSyntaxError);
  });

  it('fails only with its own error, on any text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'b', '.', ',', '(', ')', '{', '}', '[', ']', '"', '\\', ' ', '1'),
        }),
        (text) => {
          try {
            parseFields(text);
          } catch (error) {
            expect(error).toBeInstanceOf(FieldSyntaxError);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a list argument', () => {
  it('is a JSON array, bare words, or one quoted text', () => {
    expect(parseList('["A","B"]')).toEqual(['A', 'B']);
    expect(parseList('[0,2]')).toEqual(['0', '2']);
    expect(parseList('[]')).toEqual([]);
    expect(parseList('A, B')).toEqual(['A', 'B']);
    expect(parseList('[A,B]')).toEqual(['A', 'B']);
    expect(parseList('"A"')).toEqual(['A']);
  });

  it.each(['["A"', '{"a":1}', '[{}]', '["A",null]', '"A","B"'])('is not %s', (text) => {
    expect(parseList(text)).toBeUndefined();
  });
});
