namespace Markets;

public record Quote(string Symbol, decimal Price);

[PeerController("/market")]
[StreamOptions(Overflow = StreamOverflow.DropOldest)]
public interface IMarket
{
    IObservable<Quote> Quotes(string symbol, CancellationToken cancellation = default);

    [StreamOptions(Overflow = StreamOverflow.Latest)]
    IObservable<Quote> Last();

    Task<IObservable<Quote>> Subscribe(IObservable<string> symbols);

    Task Publish([StreamOptions(Buffer = 16, Overflow = StreamOverflow.Fail)] IObservable<Quote> quotes);

    [StreamOptions]
    IObservable<IAsyncEnumerable<IObservable<Quote>>> Books(IAsyncEnumerable<int> depths);
}
