import type { HomeView } from '@slack/web-api';
import type { Card } from '../../cards/card.js';
import { homeBlocks } from './blocks.js';

/** A card as somebody's Home tab: https://docs.slack.dev/surfaces/app-home */
export function homeView(card: Card): HomeView {
  return { type: 'home', blocks: homeBlocks(card) };
}
