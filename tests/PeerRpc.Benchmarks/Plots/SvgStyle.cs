namespace PeerRpc.Benchmarks.Plots;

/// <summary>The colours of a plot: readable on a light page and on a dark one, whichever its reader has.</summary>
internal static class SvgStyle
{
    /// <summary>How many colours curves have; more curves begin anew.</summary>
    public const int Colours = 4;

    /// <summary>The style sheet, for both.</summary>
    public const string Sheet = """
        <style>
        text { font: 13px sans-serif; fill: #1f2328 }
        .title { font-size: 15px; font-weight: bold }
        .ground { fill: #ffffff }
        .grid { stroke: #d1d9e0 }
        .curve { fill: none; stroke-width: 2 }
        .dashed { stroke-dasharray: 6 4 }
        .c0 { stroke: #59636e } .d0 { fill: #59636e }
        .c1 { stroke: #0969da } .d1 { fill: #0969da }
        .c2 { stroke: #bc4c00 } .d2 { fill: #bc4c00 }
        .c3 { stroke: #1a7f37 } .d3 { fill: #1a7f37 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .ground { fill: #0d1117 }
        .grid { stroke: #30363d }
        .c0 { stroke: #9198a1 } .d0 { fill: #9198a1 }
        .c1 { stroke: #58a6ff } .d1 { fill: #58a6ff }
        .c2 { stroke: #f0883e } .d2 { fill: #f0883e }
        .c3 { stroke: #3fb950 } .d3 { fill: #3fb950 }
        }
        </style>
        """;
}
