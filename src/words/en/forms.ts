/** What forms ask before a command is run, in English. Titles and buttons fit in 24 characters, labels in 45. */
export const forms = {
  cancel: 'Cancel',
  silence: {
    title: 'Silence this alert',
    submit: 'Silence',
    time: 'For how long?',
    times: {
      halfHour: '30 minutes',
      hour: '1 hour',
      fourHours: '4 hours',
      morning: 'Until 08:00',
      healthy: 'Until it is well again',
    },
    reason: 'Reason (optional)',
    reasonHint: 'Everybody who reads the alert will see it.',
  },
};
