import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { fileNameOf, writeBookDocument, writeBookSheet } from '#lib/server/registers/index.ts';
import { takeOutRegister } from '#lib/server/take-out-book.ts';
import { proofAddress } from '#lib/server/web/act.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { sheetResponse } from '../../../spreadsheet.ts';
import { askedPart, requireBook } from '../../asked-book.ts';
import type { RequestHandler } from './$types';

/** The book as a file. What is refused leads back to the book's page with what was typed. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
  const book = requireBook(params.book);
  const form = await request.formData();
  const format = form.get('bentuk') === 'pdf' ? 'pdf' : 'xlsx';
  try {
    const taken = await takeOutRegister(locals.village, locals.visitor, {
      book,
      ...askedPart(form),
      format,
      part: Number.parseInt(String(form.get('bagian')), 10) || 1,
      full: form.get('nomor') === 'lengkap',
      purpose: String(form.get('keperluan') ?? ''),
    });
    const name = fileNameOf(taken, format);
    if (format === 'pdf')
      return fileResponse(Buffer.from(await writeBookDocument(taken)), 'application/pdf', name);
    return sheetResponse(writeBookSheet(taken), name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const back = new URL(`/kantor/buku/${book}`, url);
    for (const field of ['tahun', 'bulan', 'dusun', 'halaman', 'nomor', 'keperluan']) {
      const typed = form.get(field);
      if (typeof typed === 'string' && typed) back.searchParams.set(field, typed.slice(0, 300));
    }
    if (error.kind === 'proof-needed') redirect(303, proofAddress(back));
    if (error.kind !== 'invalid') throw error;
    back.searchParams.set('keliru', 'keperluan');
    redirect(303, `${back.pathname}${back.search}#kesalahan`);
  }
};
