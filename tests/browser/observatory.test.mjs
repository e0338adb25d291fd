// The computation of the Observatory's score is itself judged: by answers whose score follows from the published rules.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { score } from './observatory.mjs';

const best = {
  'content-security-policy': ["default-src 'none'; style-src 'self'; frame-ancestors 'none'"],
  'cross-origin-embedder-policy': ['require-corp'],
  'cross-origin-opener-policy': ['same-origin'],
  'cross-origin-resource-policy': ['same-origin'],
  'referrer-policy': ['no-referrer'],
  'strict-transport-security': ['max-age=31536000'],
  'x-content-type-options': ['nosniff'],
};
const judged = (sent, html = '', location = 'https://a.example/') =>
  score({ headers: (name) => sent[name] ?? [], html, http: 'http://a.example/', location }).score;

it('the Observatory: all rules kept are 150 points, and nothing at all is 10', () => {
  assert.equal(judged(best), 150);
  // 100, less 25 for the policy, 20 for the frames, 20 for HSTS, 20 for the redirection and 5 for the types.
  assert.equal(judged({}, '', null), 10);
});

it('the Observatory: each rule that is broken costs what it costs', () => {
  const changed = (name, ...values) => judged({ ...best, [name]: values });
  assert.equal(changed('referrer-policy', 'unsafe-url'), 140);
  assert.equal(changed('cross-origin-opener-policy'), 140);
  assert.equal(changed('cross-origin-resource-policy', 'anything'), 135);
  assert.equal(changed('x-content-type-options'), 145);
  assert.equal(changed('strict-transport-security', 'max-age=60'), 140);
  // Below 90, nothing extra counts.
  assert.equal(changed('strict-transport-security'), 80);
  assert.equal(changed('content-security-policy', "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"), 80);
  assert.equal(changed('content-security-policy', "default-src 'self'; frame-ancestors 'none'"), 145);
  assert.equal(changed('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"), 140);
  assert.equal(changed('content-security-policy', "default-src 'none'"), 80);
  assert.equal(judged(best, '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src \'self\'">'), 150);
  // A policy in the page says nothing of frames.
  const inPage = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; frame-ancestors \'none\'">';
  assert.equal(judged({ ...best, 'content-security-policy': [] }, inPage), 80);
});
