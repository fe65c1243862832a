/** The fallback text; https://docs.slack.dev/reference/methods/chat.postMessage (longer texts are cut for good). */
export const MESSAGE_TEXT = 4_000;
/**
 * The text of all blocks together. Slack refuses somewhat longer messages with msg_blocks_too_long and documents no
 * number; this keeps a margin below the smallest refusal seen.
 */
export const MESSAGE_BLOCK_TEXT = 9_500;
/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
export const ATTACHMENT_FALLBACK = 300;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const HEADER_TEXT = 150;
/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object; also kept for a rich text block. */
export const TEXT_OBJECT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const CONTEXT_ELEMENTS = 10;
/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const ACTIONS_ELEMENTS = 25;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-elements (as a button's url) */
export const LINK_URL = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block, the row of headings included */
export const TABLE_ROWS = 100;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const TABLES_PER_MESSAGE = 1;
/** Our own: wider tables do not fit a phone and are written as lines. */
export const TABLE_COLUMNS_ON_A_PHONE = 5;
/** Our own: alerts in one message. Their rows and a menu of them fit into all blocks. */
export const JOINED_ALERTS = 40;
/** Our own: how long one line may be. A single name cannot push everything else out. */
export const LINE_TEXT = 600;
/** Our own: how many sections of a card are shown. */
export const SECTIONS = 15;
/** Our own: how long the words around a shortened list may be: its headings, "and N more". */
export const FRAME_TEXT = 120;
/** Our own: how long a cell of a table may be, and a heading. */
export const TABLE_CELL = 100;
export const TABLE_HEADING = 40;

/** https://docs.slack.dev/reference/app-manifest */
export const MANIFEST_COMMANDS = 50;
export const MANIFEST_COMMAND = 32;
export const MANIFEST_COMMAND_DESCRIPTION = 2_000;
export const MANIFEST_USAGE_HINT = 1_000;

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element and radio-button-group-element */
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 150;
export const OPTIONS = 100;
export const RADIO_OPTIONS = 10;
export const PLACEHOLDER = 150;
/** https://docs.slack.dev/reference/views/modal-views; all three texts of a modal's frame */
export const MODAL_FRAME = 24;
export const MODAL_METADATA = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const INPUT_LABEL = 2_000;
export const INPUT_TEXT = 3_000;
/** https://docs.slack.dev/reference/app-manifest (shortcuts) */
export const MANIFEST_SHORTCUT = 24;
export const MANIFEST_SHORTCUT_DESCRIPTION = 150;
