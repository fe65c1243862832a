import { CronExpressionParser } from 'cron-parser';

/** Five fields of digits, names, and the signs that every cron knows. */
const fields = /^[\d*/,A-Za-z-]+(?: +[\d*/,A-Za-z-]+){4}$/;

/** Whether a line is a cron line that names some moment. Five fields: minute, hour, day, month, weekday. */
export function isCronLine(line: string): boolean {
  // Schedulers also take a sixth field for seconds, nicknames like @daily, and letters such as L and H. Here they are
  // refused: what is meant as five fields and read as six looks sixty times too often.
  if (!fields.test(line) || /(^|[ ,/-])[A-Za-z](?=$|[ ,/-])|\d[A-Za-z]/.test(line)) return false;
  try {
    CronExpressionParser.parse(line, { tz: 'UTC' }).next();
    return true;
  } catch {
    return false;
  }
}
