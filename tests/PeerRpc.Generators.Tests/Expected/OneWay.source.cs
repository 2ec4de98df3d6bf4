[PeerController("/telemetry")]
internal interface ITelemetry
{
    [PeerMethod("ReportNow")]
    void Report(double value, CancellationToken cancellationToken = default);

    void Beat();

    [OneWay]
    Task ReportAsync(string name, double value, CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask Flush();
}
