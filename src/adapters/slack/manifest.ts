import type { CommandCard } from '../../ports.js';
import {
  MANIFEST_COMMAND,
  MANIFEST_COMMAND_DESCRIPTION,
  MANIFEST_COMMANDS,
  MANIFEST_SHORTCUT,
  MANIFEST_SHORTCUT_DESCRIPTION,
  MANIFEST_USAGE_HINT,
} from './limits.js';
import { SLACK_PATH } from './slack-path.js';
import { botScopes, groupScope, setupScopes } from './scopes.js';
import { shortcutId } from './shortcut-id.js';
import { cutToSize, onOneLine } from './text.js';

/** Names that Slack keeps for itself: https://slack.com/help/articles/201259356-Slash-commands-in-Slack */
const reserved: ReadonlySet<string> = new Set(
  (
    'active apps archive away call canvas close collapse contact_support create-canvas deactivate dm dnd expand ' +
    'feed feedback focus gchat help hangout huddle invite invite_people join keys kick leave list me msg mute open ' +
    'part people prefs remind remove rename search section shortcuts shrug star status tableflip topic unarchive ' +
    'unmute who'
  ).split(' '),
);

/** Commands that go without a name of their own, because Slack has it; they are words after the first command. */
const words: ReadonlySet<string> = new Set(['help']);

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape: false;
  readonly url?: string;
}

interface MessageShortcut {
  readonly name: string;
  readonly type: 'message';
  readonly callback_id: string;
  readonly description: string;
}

/** The manifest of the Slack app, ready to be printed: https://docs.slack.dev/reference/app-manifest */
export interface SlackManifest {
  readonly _metadata: { readonly major_version: 2 };
  readonly display_information: { readonly name: string; readonly description: string };
  readonly features: {
    readonly app_home: { readonly home_tab_enabled: true; readonly messages_tab_enabled: false };
    readonly bot_user: { readonly display_name: string; readonly always_online: true };
    readonly slash_commands: readonly SlashCommand[];
    readonly shortcuts?: readonly MessageShortcut[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[]; readonly request_url?: string };
    readonly interactivity: { readonly is_enabled: true; readonly request_url?: string };
    readonly org_deploy_enabled: false;
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: false;
  };
}

/** What the manifest depends on beside the commands. */
export interface ManifestChoices {
  /** What stands before the name of each command. */
  readonly prefix: string;
  /** Whether things are allowed to user groups, which takes one more permission. */
  readonly groups: boolean;
  /** Where Slack reaches the bot in HTTP mode, such as `https://bot.example.com`; null: Socket Mode. */
  readonly address: string | null;
}

const plainChoices: ManifestChoices = { prefix: '', groups: false, address: null };

function hintOf({ example, options }: CommandCard): string {
  const typed = example.replace(/^\/\S+\s*/, '').trim();
  const named = options.map(({ name, required }) => (required ? name : `[${name}]`)).join(' ');
  return cutToSize(onOneLine(typed === '' ? named : typed), MANIFEST_USAGE_HINT);
}

function commandOf(card: CommandCard, prefix: string, url: string | null): SlashCommand {
  const name = `${prefix}${card.name}`;
  if (reserved.has(name)) {
    throw new RangeError(`Slack keeps the command /${name} for itself; set a prefix such as "wa-".`);
  }
  if (!/^[a-z0-9_-]+$/.test(name) || name.length + 1 > MANIFEST_COMMAND) {
    throw new RangeError(
      `Slack does not take the command /${name}: at most ${MANIFEST_COMMAND - 1} small letters, digits, - and _.`,
    );
  }
  const hint = hintOf(card);
  return {
    command: `/${name}`,
    description: cutToSize(onOneLine(card.summary.usual), MANIFEST_COMMAND_DESCRIPTION),
    ...(hint === '' ? {} : { usage_hint: hint }),
    should_escape: false,
    ...(url === null ? {} : { url }),
  };
}

function shortcutOf({ name, onMessage, summary }: CommandCard): readonly MessageShortcut[] {
  if (onMessage === null) return [];
  return [
    {
      name: cutToSize(onOneLine(onMessage.usual), MANIFEST_SHORTCUT),
      type: 'message',
      callback_id: shortcutId(name),
      description: cutToSize(onOneLine(summary.usual), MANIFEST_SHORTCUT_DESCRIPTION),
    },
  ];
}

/**
 * The one place to which Slack sends everything; an address with a path of its own is left as it is. Throws RangeError
 * on an address that Slack does not take.
 */
function requestUrlOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:') {
    throw new RangeError(`Slack sends requests to https addresses only, not to "${address}".`);
  }
  return url.pathname === '/' ? new URL(SLACK_PATH, url).href : url.href;
}

/**
 * The manifest with the commands under their prefix and the least permissions. Slack cannot translate the texts of
 * commands, so they are English. Throws RangeError on a name or an address that Slack refuses.
 */
export function slackAppManifest(
  commands: readonly CommandCard[],
  choices: Partial<ManifestChoices> = {},
): SlackManifest {
  const { prefix, groups, address } = { ...plainChoices, ...choices };
  const url = address === null ? null : requestUrlOf(address);
  const request = url === null ? {} : { request_url: url };
  const offered = commands.filter(
    (card) => card.onMessage === null && (prefix !== '' || !words.has(card.name)),
  );
  const shortcuts = commands.flatMap(shortcutOf);
  if (offered.length > MANIFEST_COMMANDS) {
    throw new RangeError(`Slack takes at most ${MANIFEST_COMMANDS} commands, not ${offered.length}.`);
  }
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Tierwatch',
      description: 'Watches WhatsApp Business numbers and tells you before the messaging limit does.',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false },
      bot_user: { display_name: 'Tierwatch', always_online: true },
      slash_commands: offered.map((card) => commandOf(card, prefix, url)),
      ...(shortcuts.length === 0 ? {} : { shortcuts }),
    },
    oauth_config: {
      scopes: {
        bot: [...botScopes, ...setupScopes, ...(groups ? [groupScope] : [])].map(({ scope }) => scope),
      },
    },
    settings: {
      event_subscriptions: { bot_events: ['app_home_opened'], ...request },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

/** The page of Slack that makes an app of the manifest: https://docs.slack.dev/app-manifests */
export function appLink(manifest: SlackManifest): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}
