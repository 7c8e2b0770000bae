using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Creates the option for the encoding of texts.</summary>
internal static class EncodingOption
{
    /// <param name="content">What has the encoding, for the help: <c>of the file of --data</c>.</param>
    public static Option<Encoding?> Create(string content)
    {
        var option = new Option<Encoding?>("--encoding")
        {
            Description = $"The encoding {content}, such as windows-1252; a byte order mark is recognized [default: utf-8]",
            HelpName = "name",
            CustomParser = Parse,
        };
        option.CompletionSources.Add([.. TextEncodings.Names]);
        return option;
    }

    private static Encoding? Parse(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        if (TextEncodings.Find(name) is { } encoding)
            return encoding;

        var suggestion = Suggestion.For(name, TextEncodings.Names);
        var advice = suggestion.Length > 0 ? "" : " Common names are utf-8, utf-16, iso-8859-1 and windows-1252.";
        result.AddError($"Unknown encoding '{name}'.{suggestion}{advice}");
        return null;
    }
}
