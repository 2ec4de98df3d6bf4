using System.Collections.ObjectModel;
using System.Reflection;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>The attributes that are part of a promise, as they stand in C#.</summary>
internal static class AttributeText
{
    private static readonly HashSet<string> Told =
    [
        "AttributeUsageAttribute", "DynamicallyAccessedMembersAttribute", "EditorBrowsableAttribute", "FlagsAttribute",
        "ObsoleteAttribute", "RangeAttribute", "RequiredAttribute", "RequiresDynamicCodeAttribute",
        "RequiresUnreferencedCodeAttribute", "StringSyntaxAttribute", "NotNullWhenAttribute",
    ];

    /// <summary>Those of a type or a member, one to a line.</summary>
    public static IEnumerable<string> Lines(IEnumerable<CustomAttributeData> attributes) =>
        attributes
            .Where(attribute => Told.Contains(attribute.AttributeType.Name))
            .Select(Write)
            .Order(StringComparer.Ordinal);

    /// <summary>Those of a parameter, before it.</summary>
    public static string Prefix(IEnumerable<CustomAttributeData> attributes) =>
        string.Concat(Lines(attributes).Select(line => line + " "));

    private static string Write(CustomAttributeData attribute)
    {
        string name = attribute.AttributeType.Name[..^nameof(Attribute).Length];
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(Write)
            .Concat(attribute.NamedArguments
                .OrderBy(argument => argument.MemberName, StringComparer.Ordinal)
                .Select(argument => $"{argument.MemberName} = {Write(argument.TypedValue)}"));
        string list = string.Join(", ", arguments);
        return list.Length > 0 ? $"[{name}({list})]" : $"[{name}]";
    }

    private static string Write(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        ReadOnlyCollection<CustomAttributeTypedArgument> values => string.Join(", ", values.Select(Write)),
        Type type => $"typeof({TypeText.Of(type)})",
        { } value when argument.ArgumentType.IsEnum => ConstantText.Of(Enum.ToObject(argument.ArgumentType, value)),
        var value => ConstantText.Of(value),
    };
}
