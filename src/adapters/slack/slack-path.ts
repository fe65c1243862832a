/** Where Slack sends commands and presses in HTTP mode; the request URL of the app ends in it. */
export const SLACK_PATH = '/slack/events';
