/** The time by the server's clock within a statement, in milliseconds since 1970; it goes on while one waits. */
export const serverTime = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
