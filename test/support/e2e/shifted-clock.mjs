// Loaded before a program starts: its clock is wrong by so many milliseconds.
const shift = Number(process.env['CLOCK_SHIFT_MS']);
const TrueDate = Date;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args, as) =>
    Reflect.construct(target, args.length === 0 ? [TrueDate.now() + shift] : args, as),
  apply: (target) => new target(TrueDate.now() + shift).toString(),
  get: (target, name) => (name === 'now' ? () => TrueDate.now() + shift : Reflect.get(target, name)),
});
