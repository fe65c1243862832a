import type { Severity } from '../../domain/finding.js';
import type { Quality } from '../../domain/snapshot.js';
import type { Theme } from '../../domain/chart-facts.js';

/** A filled shape: its ground, the pattern or edge on it, and the text on it. */
interface Paint {
  readonly fill: string;
  readonly mark: string;
  readonly ink: string;
}

/** Usage: its line, what is possible (and the stripes on it), and what is sure. */
interface UsagePaint {
  readonly line: string;
  readonly area: string;
  readonly stripe: string;
  readonly sure: string;
}

/** The colours of a theme, as CSS hex. */
export interface Palette {
  readonly paper: string;
  readonly edge: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly usage: UsagePaint;
  readonly over: UsagePaint;
  readonly limit: string;
  readonly threshold: string;
  readonly gap: { readonly fill: string; readonly mark: string };
  readonly qualities: Readonly<Record<Quality, Paint>>;
  readonly severities: Readonly<Record<Severity, Paint>>;
}

/** Green, yellow and red also differ in lightness and in pattern; text on them has a contrast of 4.5 or more. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#ffffff',
    edge: '#d0d7de',
    ink: '#1f2328',
    muted: '#57606a',
    grid: '#e4e8ec',
    usage: { line: '#1d5fd1', area: '#d3e3fd', stripe: '#7fabf0', sure: '#9dbff6' },
    over: { line: '#c11f2b', area: '#fbcfd0', stripe: '#e08086', sure: '#f0a3a6' },
    limit: '#1f2328',
    threshold: '#8a5a00',
    gap: { fill: '#f3f4f6', mark: '#c3cad1' },
    qualities: {
      green: { fill: '#1a7f37', mark: '#1a7f37', ink: '#ffffff' },
      yellow: { fill: '#f5c93b', mark: '#dda500', ink: '#3a2b00' },
      red: { fill: '#c11f2b', mark: '#8f0f1b', ink: '#ffffff' },
      unknown: { fill: '#f3f4f6', mark: '#c3cad1', ink: '#57606a' },
    },
    severities: {
      info: { fill: '#1d5fd1', mark: '#1d5fd1', ink: '#ffffff' },
      warning: { fill: '#f5c93b', mark: '#8a5a00', ink: '#3a2b00' },
      critical: { fill: '#c11f2b', mark: '#c11f2b', ink: '#ffffff' },
    },
  },
  dark: {
    paper: '#1c2026',
    edge: '#3d444d',
    ink: '#f0f3f6',
    muted: '#b1bac4',
    grid: '#323941',
    usage: { line: '#74aefc', area: '#23406a', stripe: '#4a7ec4', sure: '#355f9e' },
    over: { line: '#ff8078', area: '#6b2529', stripe: '#c05a57', sure: '#99393c' },
    limit: '#f0f3f6',
    threshold: '#e9b949',
    gap: { fill: '#262c33', mark: '#4a525c' },
    qualities: {
      green: { fill: '#1f7a3a', mark: '#1f7a3a', ink: '#ffffff' },
      yellow: { fill: '#e9b949', mark: '#c08f1a', ink: '#2b2000' },
      red: { fill: '#cf3038', mark: '#8f1a22', ink: '#ffffff' },
      unknown: { fill: '#262c33', mark: '#4a525c', ink: '#b1bac4' },
    },
    severities: {
      info: { fill: '#2f6fd6', mark: '#2f6fd6', ink: '#ffffff' },
      warning: { fill: '#e9b949', mark: '#e9b949', ink: '#2b2000' },
      critical: { fill: '#cf3038', mark: '#cf3038', ink: '#ffffff' },
    },
  },
};
