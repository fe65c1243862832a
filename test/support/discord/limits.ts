/** https://discord.com/developers/docs/resources/message#create-message */
export const MESSAGE_LIMITS = {
  content: 2_000,
  embeds: 10,
  embedText: 6_000,
  attachments: 10,
  nonce: 25,
  /** Without the flag for the newer components. */
  actionRows: 5,
} as const;

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const EMBED_LIMITS = {
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  author: 256,
  url: 2_048,
  color: 16_777_215,
} as const;

/** https://discord.com/developers/docs/components/reference */
export const COMPONENT_LIMITS = {
  customId: 100,
  buttonsInRow: 5,
  selectsInRow: 1,
  buttonLabel: 80,
  buttonUrl: 512,
  options: 25,
  placeholder: 150,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
} as const;

/** With the flag IS_COMPONENTS_V2. https://discord.com/developers/docs/components/reference#text-display */
export const COMPONENTS_V2_LIMITS = { total: 40, text: 4_000, sectionTexts: 3, galleryItems: 10 } as const;

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export const MODAL_LIMITS = {
  title: 45,
  customId: 100,
  components: 5,
  label: 45,
  labelDescription: 100,
  inputValue: 4_000,
  inputPlaceholder: 100,
} as const;

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export const COMMAND_LIMITS = {
  name: /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u,
  /** Commands on a user or a message may hold spaces and capitals. */
  contextMenuName: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  totalText: 8_000,
  chatInput: 100,
} as const;

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
export const THREAD_LIMITS = { name: 100, autoArchiveMinutes: [60, 1_440, 4_320, 10_080] } as const;

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export const MENTION_LIMITS = { users: 100, roles: 100 } as const;

/** https://discord.com/developers/docs/interactions/receiving-and-responding */
export const TIMING = { callbackMs: 3_000, tokenMs: 15 * 60_000 } as const;
