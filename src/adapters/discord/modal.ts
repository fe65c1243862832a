import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { Field, Form } from '../../cards/card.js';
import { customIdOf } from './button.js';
import { MENU, MODAL } from './limits.js';
import { cutAlone } from './literal.js';

function fieldOf(field: Field): APILabelComponent {
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
  return {
    type: ComponentType.Label,
    label,
    component: {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      options: field.options
        .filter(({ value }) => value !== '' && value.length <= MENU.value)
        .slice(0, MENU.options)
        .map((option, index) => ({
          label: cutAlone(option.label, MENU.label) || '…',
          value: option.value,
          default: index === 0,
        })),
    },
  };
}

/** A form as a modal that remembers its command line; null when that cannot be carried. Discord names its buttons. */
export function modalOf(form: Form, command: string): APIModalInteractionResponseCallbackData | null {
  const id = customIdOf({ label: '', command, style: 'plain', effect: 'form' });
  if (id === null || form.fields.length === 0) return null;
  return {
    custom_id: id,
    title: cutAlone(form.title, MODAL.title) || '…',
    components: form.fields.slice(0, MODAL.fields).map(fieldOf),
  };
}
