import assert from 'node:assert/strict';
import { decimate, MOST_POINTS } from '../../media/chart/decimate.js';
import { valueAt } from '../../media/chart/series.js';
import { pan, zoomAbout } from '../../media/chart/zoom.js';
import { ionName } from '../../media/ion-name.js';
import { niceStep } from '../../media/view/sliders.js';
import { delimited } from '../../media/view/value-table.js';

const ramp = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

describe('decimation', () => {
  it('leaves short curves alone', () => {
    const series = { x: ramp(5), y: ramp(5) };
    assert.deepEqual(
      decimate(series, { min: 0, max: 4 }).map(({ x }) => x),
      [0, 1, 2, 3, 4],
    );
  });

  it('keeps a peak of one sample in half a million, and the bound on points', () => {
    const y = new Float64Array(500_000);
    y[123_456] = 40;
    y[400_001] = -75;
    const points = decimate({ x: ramp(y.length), y }, { min: 0, max: y.length });
    assert.ok(points.length <= MOST_POINTS);
    assert.ok(points.some(({ x, y }) => x === 123_456 && y === 40));
    assert.ok(points.some(({ x, y }) => x === 400_001 && y === -75));
    assert.ok(points.every(({ x }, i) => i === 0 || x > points[i - 1]!.x));
    assert.equal(points.at(-1)!.x, y.length - 1);
  });

  it('thins where points are dense, and only there', () => {
    const dense = Float64Array.from({ length: 1000 }, (_, i) => 50 + i / 1000);
    const x = Float64Array.from([...ramp(50), ...dense, ...ramp(50).map((value) => value + 51)]);
    const points = decimate({ x, y: x }, { min: 0, max: 101 }, 101);
    assert.ok(points.length < 110, `${points.length} points`);
    assert.deepEqual(
      points.filter((point) => point.x < 50).map((point) => point.x),
      [...ramp(50)],
    );
  });

  it('takes what is in sight and one point to either side', () => {
    const xs = decimate({ x: ramp(100), y: ramp(100) }, { min: 10.5, max: 12.5 }).map(({ x }) => x);
    assert.deepEqual(xs, [10, 11, 12, 13]);
  });
});

describe('value under the cursor', () => {
  const series = { label: 'a', x: Float64Array.of(0, 1, 1, 2), y: Float64Array.of(0, 10, 20, 30) };
  it('lies on the line between neighbours', () => assert.equal(valueAt(series, 0.5), 5));
  it('is the later one at a jump', () => assert.equal(valueAt(series, 1), 20));
  it('is none outside', () => {
    assert.equal(valueAt(series, -0.1), undefined);
    assert.equal(valueAt(series, 2.1), undefined);
  });
});

describe('zoom', () => {
  const domain = { min: 0, max: 100 };
  it('keeps the point under the pointer where it is', () => {
    assert.deepEqual(zoomAbout(domain, domain, 25, 0.5), { min: 12.5, max: 62.5 });
  });
  it('is undone by zooming out beyond everything', () => {
    assert.equal(zoomAbout({ min: 20, max: 80 }, domain, 50, 10), undefined);
  });
  it('ends somewhere', () => {
    const { min, max } = zoomAbout({ min: 50, max: 50.0001 }, domain, 50, 1e-9)!;
    assert.ok(max - min >= 1e-4 * (1 - 1e-9));
  });
  it('moves no further than the domain', () => {
    assert.deepEqual(pan({ min: 80, max: 90 }, domain, 50), { min: 90, max: 100 });
    assert.deepEqual(pan({ min: 10, max: 20 }, domain, -50), { min: 0, max: 10 });
  });
});

describe('numbers and names', () => {
  it('steps of a slider are 1, 2 or 5 times a power of ten', () => {
    assert.deepEqual(
      [0.7, 0.02, 3, 9.9e-7].map(niceStep).map((step) => Number(step.toPrecision(6))),
      [0.5, 0.02, 2, 5e-7],
    );
  });

  it('ions are printed as chemists do', () => {
    assert.deepEqual(
      [ionName('K', 1), ionName('Ca', 2), ionName('Cl', -1), ionName('HCO3', -1), ionName('A', -1.2)],
      ['K⁺', 'Ca²⁺', 'Cl⁻', 'HCO₃⁻', 'A (−1.2)'],
    );
  });

  it('a CSV file has units in its head, and quotes what needs it', () => {
    const x = Float64Array.of(0, 0.5);
    const columns = [
      { series: { label: 'V', x, y: Float64Array.of(-65, -64.123456789) }, y: { title: '', unit: 'mV' } },
      { series: { label: 'a,b', x, y: Float64Array.of(1, 2) }, y: { title: '', unit: '' } },
    ];
    assert.equal(
      delimited({ title: 'Time', unit: 'ms' }, columns, ','),
      'Time (ms),V (mV),"a,b"\n0,-65,1\n0.5,-64.123456789,2\n',
    );
  });
});
