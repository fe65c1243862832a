import * as z from 'zod';
import type { ProblemCode, HttpQuestion } from './question.js';
import { shapes } from './shapes.js';
import { statuses } from './statuses.js';

/** Problems of every question. */
const usualTroubles: readonly ProblemCode[] = [
  'unauthorised',
  'not-understood',
  'too-many',
  'failed',
  'store',
];

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI document of the questions, from the same shapes that answers are checked against. */
export function openApi(questions: readonly HttpQuestion[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tierwatch',
      version: '1',
      description:
        'What the bot knows of WhatsApp Business numbers. Nothing here changes anything. Times are ISO 8601 in UTC. What is not known says so, and is never zero. New fields may be added.',
    },
    servers: [{ url: '/v1' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      questions.map((question) => [`/${question.path}`, { get: operation(question) }]),
    ),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: schemasOf(questions),
    },
  };
}

/** The name of a question's answer among the shapes. */
function answerName({ name }: HttpQuestion): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Answer`;
}

const refTo = (id: string): string => `#/components/schemas/${id}`;

function schemasOf(questions: readonly HttpQuestion[]): Json {
  const all = z.registry<{ readonly id: string }>();
  for (const [id, shape] of Object.entries(shapes)) all.add(shape, { id });
  for (const question of questions)
    all.add(question.answer.describe(question.summary), { id: answerName(question) });
  const { schemas } = z.toJSONSchema(all, { uri: refTo, io: 'input', override: plain });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, nameless(schema)]));
}

/** The document itself tells a shape's name, by its place, and which JSON Schema holds. */
function nameless(schema: z.core.JSONSchema.BaseSchema): Json {
  const rest = { ...schema };
  delete rest.$schema;
  delete rest.$id;
  return rest;
}

/** Leaves out what readers of the document have no use for. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  delete jsonSchema.readOnly;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

function operation(question: HttpQuestion): Json {
  const { name, summary, path, asked, troubles } = question;
  const { properties = {}, required = [] } = z.toJSONSchema(asked, { override: plain });
  return {
    operationId: name,
    summary,
    parameters: Object.entries(properties).map(([parameter, schema]) => {
      const { description, ...rest } = typeof schema === 'object' ? schema : {};
      const place = path.includes(`{${parameter}}`) ? 'path' : 'query';
      return {
        name: parameter,
        in: place,
        required: required.includes(parameter),
        description,
        schema: rest,
      };
    }),
    responses: {
      200: {
        description: 'The answer.',
        content: { 'application/json': { schema: { $ref: refTo(answerName(question)) } } },
      },
      ...problemResponses([...usualTroubles, ...troubles]),
    },
  };
}

/** By status: several problems may share one. */
function problemResponses(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, title } = statuses[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}`]);
  }
  const schema = { $ref: refTo('Problem' satisfies keyof typeof shapes) };
  return Object.fromEntries(
    [...byStatus].map(([status, said]) => [
      status,
      { description: said.join(' '), content: { 'application/problem+json': { schema } } },
    ]),
  );
}
