import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { openApi } from '../../src/questions/openapi.js';
import { questions } from '../../src/questions/index.js';

interface Documented {
  readonly paths: Readonly<Partial<Record<string, { readonly get: { readonly responses: Responses } }>>>;
}
type Responses = Readonly<
  Partial<Record<string, { readonly content: Readonly<Partial<Record<string, object>>> }>>
>;

// As whoever reads the document has it.
const document = JSON.parse(JSON.stringify(openApi(questions))) as Documented & object;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

/** What an answer holds that the OpenAPI document does not promise of a path; nothing when it is as promised. */
export function breaches(path: string, status: number, type: string, body: unknown): readonly string[] {
  const responses = document.paths[path]?.get.responses;
  const [media = ''] = type.split(';');
  if (responses?.[String(status)]?.content[media] === undefined)
    return [`${path} promises no ${String(status)} as ${media}`];
  const place = ['paths', path, 'get', 'responses', String(status), 'content', media, 'schema'];
  const pointer = place
    .map((one) => encodeURIComponent(one.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const check = ajv.getSchema(`openapi#/${pointer}`);
  if (check === undefined) return [`${pointer} is no schema`];
  return check(body) === true
    ? []
    : (check.errors ?? []).map((one) => `${one.instancePath}: ${one.message ?? ''}`);
}
