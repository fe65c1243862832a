/** What a message may hold; `menus` is our own, so that rows are left for buttons. https://discord.com/developers/docs/resources/message#create-message */
export const MESSAGE = { content: 2000, nonce: 25, rows: 5, menus: 2 } as const;

/**
 * What an embed may hold; `total` counts title, description, field names and values and footer together.
 * https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */
export const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  total: 6000,
} as const;

/** What buttons may hold. https://discord.com/developers/docs/components/reference#button */
export const BUTTON = { label: 80, customId: 100, perRow: 5 } as const;

/** What a menu may hold. https://discord.com/developers/docs/components/reference#string-select */
export const MENU = { options: 25, placeholder: 150, label: 100, value: 100 } as const;

/**
 * What a modal may hold. https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
 * and https://discord.com/developers/docs/components/reference#label
 */
export const MODAL = { title: 45, fields: 5, label: 45, hint: 100, text: 4000 } as const;

/** What an attachment may hold. https://discord.com/developers/docs/resources/message#attachment-object */
export const ATTACHMENT = { description: 1024, name: 100, bytes: 10 * 1024 * 1024 } as const;

/**
 * What a command may hold.
 * https://discord.com/developers/docs/interactions/application-commands#application-command-object
 */
export const COMMAND = { menuName: 32, description: 100, options: 25, perApplication: 100 } as const;

/** The names a command or an option may have; lower case besides. Same page, "Naming". */
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/**
 * What a list of suggestions may hold.
 * https://discord.com/developers/docs/interactions/application-commands#autocomplete
 */
export const SUGGESTIONS = { count: 25, label: 100, value: 100 } as const;

/** The longest name of a thread. https://discord.com/developers/docs/resources/channel#start-thread-from-message */
export const THREAD_NAME = 100;

/** Minutes of quiet after which a thread folds away; a new entry opens it again. Same page. */
export const THREAD_QUIET_MINUTES = 1440;
