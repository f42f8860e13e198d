// From a specification to what Plotly draws. Only the files plotly*.ts know Plotly's names.
import { Frame } from './frame';
import { plain, type Options } from './plotly';
import { xAxis, yAxis } from './plotly_axis';
import { margins, notesOf } from './plotly_notes';
import { drawnTraces } from './plotly_traces';
import type { Specification, Trace } from './specification';
import type { Size, View } from './view';

export interface Figure {
  data: Options[];
  layout: Options;
  config: Options;
}

function layout(frame: Frame): Options {
  const { colours, size, specification } = frame;
  const soft = colours.named('soft');
  const { annotations, shapes, room, top } = notesOf(frame);
  const coarse = matchMedia('(pointer: coarse)').matches;
  return {
    height: size.height,
    margin: { ...margins, t: margins.t + room },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: colours.named('ink') },
    xaxis: xAxis(frame),
    yaxis: yAxis(frame),
    title: { text: plain(specification.y.title), font: { size: 12, color: soft }, x: 0, xanchor: 'left', xref: 'container', y: 1, yanchor: 'top', pad: { t: 4 } },
    annotations,
    shapes,
    hovermode: 'closest',
    hoverlabel: { namelength: 40, font: { size: 12 }, bgcolor: colours.named('paper'), bordercolor: soft },
    dragmode: coarse ? false : 'zoom',
    legend: { orientation: 'h', x: 1, xanchor: 'right', y: top, yanchor: 'bottom', font: { size: 12 }, bgcolor: 'rgba(0,0,0,0)' },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: soft, activecolor: colours.named('ink'), orientation: 'v' },
  };
}

const config: Options = {
  displaylogo: false,
  showSendToCloud: false,
  responsive: true,
  doubleClick: 'reset',
  modeBarButtons: [['toImage', 'zoom2d', 'pan2d', 'resetScale2d']],
};

export function buildFigure(specification: Specification, traces: Trace[], view: View, size: Size): Figure {
  const frame = new Frame(specification, traces, view, size);
  return { data: drawnTraces(frame), layout: layout(frame), config };
}
