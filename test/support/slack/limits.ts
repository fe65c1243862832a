/** https://docs.slack.dev/reference/methods/chat.postMessage and https://docs.slack.dev/reference/block-kit/blocks */
export const MESSAGE_LIMITS = {
  blocks: 50,
  /** The fallback text; longer texts are cut for good at 40,000. */
  text: 4_000,
  /** Not written down by Slack, which answers msg_blocks_too_long somewhere above this. */
  textOfAllBlocks: 10_000,
  tables: 1,
  charts: 2,
  /** https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
  markdownOfAllBlocks: 12_000,
  attachmentFallback: 300,
} as const;

/** https://docs.slack.dev/reference/views */
export const VIEW_LIMITS = {
  blocks: 100,
  title: 24,
  submit: 24,
  close: 24,
  privateMetadata: 3_000,
  callbackId: 255,
} as const;

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT_LIMIT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks (block_id) and /block-elements (action_id) */
export const ID_LIMIT = 255;

/** Lengths of the texts of each block, by path inside the block. https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCK_TEXT_LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  header: { text: 150 },
  section: { text: 3_000 },
  markdown: { text: 12_000 },
  image: { alt_text: 2_000, image_url: 3_000, title: 2_000 },
  input: { label: 2_000, hint: 2_000 },
  alert: { text: 200 },
  card: { title: 150, subtitle: 150, body: 200 },
  container: { title: 150, subtitle: 150 },
  data_visualization: { title: 50 },
  video: { title: 199, author_name: 49, description: 199 },
};

/** How many entries the lists of each block may hold. https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCK_LIST_LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  section: { fields: 10 },
  context: { elements: 10 },
  context_actions: { elements: 5 },
  actions: { elements: 25 },
  card: { actions: 2 },
  carousel: { elements: 10 },
  container: { child_blocks: 10 },
  table: { rows: 100, column_settings: 20 },
  data_table: { rows: 101 },
};

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const SECTION_FIELD_LIMIT = 2_000;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const TABLE_CELLS_PER_ROW = 20;

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const CHART_LIMITS = { series: 6, points: 20, categories: 20, label: 20, axisLabel: 50 } as const;

/** https://docs.slack.dev/reference/block-kit/block-elements and /composition-objects */
export const ELEMENT_LIMITS = {
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  accessibilityLabel: 75,
  placeholder: 150,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionGroups: 100,
  optionGroupLabel: 75,
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  inputLength: 3_000,
} as const;

/** How many options each element may offer. https://docs.slack.dev/reference/block-kit/block-elements */
export const OPTION_LIMITS: Readonly<Record<string, number>> = {
  static_select: 100,
  multi_static_select: 100,
  overflow: 5,
  checkboxes: 10,
  radio_buttons: 10,
};

/** Where a block may not stand. https://docs.slack.dev/reference/block-kit/blocks */
export const FORBIDDEN_BLOCKS: Readonly<Record<'message' | 'modal' | 'home', readonly string[]>> = {
  message: ['alert', 'file'],
  modal: [
    'card',
    'carousel',
    'context_actions',
    'data_visualization',
    'file',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
  home: ['alert', 'context_actions', 'data_visualization', 'file', 'markdown', 'plan', 'table', 'task_card'],
};

/** https://docs.slack.dev/interactivity/handling-user-interaction */
export const TIMING = {
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
} as const;
