/** The section that runs and shows experiments, one at a time. */
import type { Experiment, Model } from '../../language/model/model.js';
import type { Failure } from '../../language/model/outcome.js';
import type { FamilyRun } from '../family-store.js';
import type { Run } from '../run-store.js';
import { formatQuantity } from '../../language/units/display.js';
import { button, element, setAttributes } from '../element.js';
import type { Theme } from '../theme.js';
import { docText } from './doc-text.js';
import { experimentPlot } from './experiment-plot.js';
import { familyCurves, familyTraces } from './family-plot.js';
import { familyMaps } from './family-maps.js';
import { makeHeatPlot, type HeatPlot, type HeatPlotContent } from './heat-plot.js';
import { orbitPlot } from './orbit-plot.js';
import { prose } from './prose.js';
import { makePlot, type PlotActions } from './plot.js';

export interface Experiments {
  readonly element: HTMLElement;
  /** `chosen` undefined: the file has none. */
  showModel(model: Model, chosen: Experiment | undefined): void;
  readonly showRun: (model: Model, run: Run) => void;
  readonly showFamily: (model: Model, family: FamilyRun) => void;
  /** It cannot be run: a sentence where the plot would be. */
  readonly showNoRun: (failure: Failure) => void;
  /** 0…1 while a long run is on its way; undefined: none is. */
  readonly showProgress: (share: number | undefined) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly destroy: () => void;
}

export interface ExperimentActions extends PlotActions {
  readonly choose: (name: string) => void;
  readonly cancel: () => void;
}

export function makeExperiments(actions: ExperimentActions): Experiments {
  const select = element('select', { 'aria-label': 'Experiment', 'data-memb': 'experiment' });
  const progress = element('progress', { max: 1, 'aria-label': 'Run' });
  const working = element(
    'span',
    { class: 'working', hidden: true },
    progress,
    button('Cancel', actions.cancel, { class: 'quiet' }),
  );
  const doc = element('div', { class: 'doc' });
  const failure = element('p', { class: 'failure', role: 'alert', hidden: true, 'data-memb': 'run-failure' });
  const spikes = element('p', { class: 'spikes', hidden: true, 'data-memb': 'spikes' });
  const plot = makePlot('run', actions, [select, working]);
  const curves = makePlot('curves', actions);
  curves.element.hidden = true;
  const orbits = makePlot('orbits', actions);
  orbits.element.hidden = true;
  const maps = element('div', { class: 'maps', hidden: true });
  let heat: HeatPlot[] = [];
  const showMaps = (wanted: readonly HeatPlotContent[]): void => {
    maps.hidden = wanted.length === 0;
    if (heat.length !== wanted.length) {
      for (const one of heat) one.destroy();
      heat = wanted.map(() => makeHeatPlot(actions));
      maps.replaceChildren(...heat.map((one) => one.element));
    }
    wanted.forEach((content, i) => heat[i]!.update(content));
  };
  const body = element('div', {}, plot.element, maps, curves.element, orbits.element, failure, spikes, doc);
  const advice = element('div', { class: 'advice', 'data-memb': 'no-experiment' });
  const section = element('section', { class: 'experiments', 'data-memb': 'experiments' }, body, advice);
  const showFailure = (reason: Failure | undefined): void => {
    failure.hidden = !reason;
    failure.replaceChildren(...prose(reason?.message ?? ''));
    setAttributes(failure, { 'data-code': reason?.code });
  };
  select.addEventListener('change', () => actions.choose(select.value));

  return {
    element: section,
    showModel(model, chosen) {
      body.hidden = !chosen;
      advice.hidden = chosen !== undefined;
      select.hidden = model.experiments.length < 2;
      setAttributes(section, { 'data-several': !select.hidden });
      select.replaceChildren(
        ...model.experiments.map(({ name }) =>
          element('option', { value: name, selected: name === chosen?.name }, name),
        ),
      );
      if (chosen) doc.replaceChildren(...docText(chosen.doc));
      else advice.replaceChildren(...howToAddOne(model));
    },
    showRun(model, run) {
      setAttributes(section, {
        'data-state': run.failure ? 'failed' : run.state,
        'data-experiment': run.experiment.name,
      });
      showFailure(run.failure);
      showSpikes(spikes, run);
      curves.element.hidden = true;
      showMaps([]);
      plot.update(experimentPlot(model, run));
      const orbit = orbitPlot(model, run);
      orbits.element.hidden = orbit === undefined;
      if (orbit) orbits.update(orbit);
    },
    showFamily(model, family) {
      setAttributes(section, {
        'data-state': family.failure ? 'failed' : family.state,
        'data-experiment': family.experiment.name,
        'data-runs': family.members.length,
      });
      showFailure(family.failure);
      spikes.hidden = true;
      orbits.element.hidden = true;
      const traces = familyTraces(model, family);
      if (traces) plot.update(traces);
      else plot.blank(family.experiment.name);
      showMaps(familyMaps(model, family));
      const against = familyCurves(model, family);
      curves.element.hidden = against === undefined;
      if (against) curves.update(against);
    },
    showNoRun(reason) {
      setAttributes(section, { 'data-state': 'failed', 'data-experiment': select.value });
      showFailure(reason);
      spikes.hidden = true;
      plot.blank(select.value);
    },
    showProgress(share) {
      working.hidden = share === undefined;
      if (share !== undefined) progress.value = share;
    },
    setTheme(theme) {
      plot.setTheme(theme);
      curves.setTheme(theme);
      orbits.setTheme(theme);
      for (const one of heat) one.setTheme(theme);
    },
    destroy() {
      plot.destroy();
      curves.destroy();
      orbits.destroy();
      for (const one of heat) one.destroy();
    },
  };
}

function showSpikes(line: HTMLElement, { spikes, state }: Run): void {
  line.hidden = state === 'running' || spikes.length === 0;
  if (line.hidden) return;
  const [first, last, before] = [spikes[0]!, spikes.at(-1)!, spikes.at(-2)];
  setAttributes(line, {
    'data-count': spikes.length,
    'data-first-ms': first.time * 1e3,
    'data-times-ms': spikes.map(({ time }) => time * 1e3).join(' '),
  });
  const interval =
    before === undefined
      ? ''
      : ` Last interval ${formatQuantity(last.time - before.time, 'ms')}: ${formatQuantity(1 / (last.time - before.time), 'Hz', 3)}.`;
  line.textContent = `${spikes.length} ${spikes.length === 1 ? 'spike' : 'spikes'} (through 0 mV), the first at ${formatQuantity(first.time, 'ms')}.${interval}`;
}

function howToAddOne(model: Model): Node[] {
  const current = model.basis === 'area' ? '10 uA/cm^2' : '100 pA';
  const lines = [
    'experiment Step {',
    '  duration = 100 ms',
    `  inject ${current} from 10 ms to 60 ms`,
    '  plot V',
    '}',
  ];
  const capacitance =
    model.capacitance === undefined ? ' The membrane needs a capacitance for that, too: capacitance = 1 uF/cm^2.' : '';
  return [
    element('h2', {}, 'Experiment'),
    element('p', {}, `To see V over time, add an experiment to the file.${capacitance}`),
    element('pre', {}, element('code', {}, lines.join('\n'))),
  ];
}
