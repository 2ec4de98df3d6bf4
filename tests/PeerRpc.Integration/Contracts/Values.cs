namespace PeerRpc.Integration.Contracts;

internal sealed class Values : IValues
{
    public Task<string?> Text(string? value) => Task.FromResult(value);

    public Task<int?> Number(int? value) => Task.FromResult(value);

    public Task<bool> Flag(bool value) => Task.FromResult(value);

    public Task<long> Count(long value) => Task.FromResult(value);

    public Task<double> Real(double value) => Task.FromResult(value);

    public Task<decimal> Money(decimal value) => Task.FromResult(value);

    public Task<char> Letter(char value) => Task.FromResult(value);

    public Task<Colour> Colour(Colour value) => Task.FromResult(value);

    public Task<Guid> Id(Guid value) => Task.FromResult(value);

    public Task<DateTime> Moment(DateTime value) => Task.FromResult(value);

    public Task<DateTimeOffset> MomentWithOffset(DateTimeOffset value) => Task.FromResult(value);

    public Task<TimeSpan> Duration(TimeSpan value) => Task.FromResult(value);

    public Task<Person?> Person(Person? value) => Task.FromResult(value);

    public Task<IReadOnlyList<Person>> People(IReadOnlyList<Person> value) => Task.FromResult(value);

    public Task<Dictionary<string, int>> Scores(Dictionary<string, int> value) => Task.FromResult(value);

    public Task<int[]> Numbers(int[] value) => Task.FromResult(value);

    public Task<List<string?>> Loose(List<string?> value) => Task.FromResult(value);

    public Task<Everything> All(Everything value) => Task.FromResult(value);
}
