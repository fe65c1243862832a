import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Field, Form } from '../../cards/card.js';
import { customIdOf, menuOptions } from './button.js';
import { MODAL } from './limits.js';
import { cutAlone } from './literal.js';

/** A field with its label; null for a choice of which Discord can carry no option whole. */
function fieldOf(field: Field): APILabelComponent | null {
  const label = cutAlone(field.label, MODAL.label) || '…';
  if (field.kind === 'text') {
    return {
      type: ComponentType.Label,
      label,
      ...(field.hint === '' ? {} : { description: cutAlone(field.hint, MODAL.hint) }),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.name,
        style: TextInputStyle.Short,
        required: false,
        max_length: Math.min(MODAL.text, Math.max(1, field.longest)),
      },
    };
  }
  const options = menuOptions(field.options);
  if (options.length === 0) return null;
  return {
    type: ComponentType.Label,
    label,
    component: {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      options: options.map((option, index) => ({ ...option, default: index === 0 })),
    },
  };
}

/** A form as a modal that remembers its command line; null when Discord cannot carry all of it. Discord names its buttons. */
export function modalOf(form: Form, command: string): APIModalInteractionResponseCallbackData | null {
  const id = customIdOf({ label: '', command, style: 'plain', effect: 'form' });
  const fields = form.fields.map(fieldOf);
  const components = fields.filter((field) => field !== null);
  const isWhole = components.length === fields.length && components.length <= MODAL.fields;
  if (id === null || components.length === 0 || !isWhole) return null;
  return {
    custom_id: id,
    title: cutAlone(form.title, MODAL.title) || '…',
    components,
  };
}
