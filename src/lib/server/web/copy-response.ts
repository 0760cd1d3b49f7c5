import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { fileResponse } from './file-response.ts';

/** A copy of personal data as a download; where the PIN must be given again, the page that asks for it. */
export async function copyResponse(
  fileName: string,
  take: () => Promise<{ pdf: Uint8Array }>,
): Promise<Response> {
  try {
    const { pdf } = await take();
    return fileResponse(Buffer.from(pdf), 'application/pdf', fileName);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'proof-needed')
      redirect(303, '/layanan-mandiri/data-diri/salinan');
    throw error;
  }
}
