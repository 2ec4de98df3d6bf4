namespace PeerRpc.Integration.Contracts;

/// <summary>Gives back what it is given.</summary>
[PeerController("/values")]
public interface IValues
{
    Task<string?> Text(string? value);

    Task<int?> Number(int? value);

    Task<bool> Flag(bool value);

    Task<long> Count(long value);

    Task<double> Real(double value);

    Task<decimal> Money(decimal value);

    Task<char> Letter(char value);

    Task<Colour> Colour(Colour value);

    Task<Guid> Id(Guid value);

    Task<DateTime> Moment(DateTime value);

    Task<DateTimeOffset> MomentWithOffset(DateTimeOffset value);

    Task<TimeSpan> Duration(TimeSpan value);

    Task<Person?> Person(Person? value);

    Task<IReadOnlyList<Person>> People(IReadOnlyList<Person> value);

    Task<Dictionary<string, int>> Scores(Dictionary<string, int> value);

    Task<int[]> Numbers(int[] value);

    Task<List<string?>> Loose(List<string?> value);

    Task<Everything> All(Everything value);
}
