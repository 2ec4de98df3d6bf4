using PeerRpc.CoEdit.Driver.Browsers;

namespace PeerRpc.CoEdit.Tests;

/// <summary>
/// A test that drives a browser. Where there is none it is skipped, and the runner says so; with COEDIT_BROWSER=required,
/// as in continuous integration, it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    internal static bool CanRun =>
        Chromium.Location is not null || Environment.GetEnvironmentVariable("COEDIT_BROWSER") == "required";

    public BrowserFactAttribute()
    {
        if (!CanRun)
            Skip = Chromium.Missing;
    }
}
