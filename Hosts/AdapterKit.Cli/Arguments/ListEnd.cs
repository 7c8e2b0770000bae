using System.CommandLine;

namespace AdapterKit.Cli.Arguments;

/// <summary>
/// Ends a list that is written with commas: in <c>--fuse a,b spam</c>, <c>spam</c> is no third member. The parser alone would take all
/// words up to the next option.
/// </summary>
internal static class ListEnd
{
    /// <summary>Moves lists with commas, where another word follows, behind everything else.</summary>
    /// <param name="root">The program.</param>
    /// <param name="arguments">The command line.</param>
    public static IReadOnlyList<string> Apply(Command root, IReadOnlyList<string> arguments)
    {
        var end = arguments.TakeWhile(argument => argument != "--").Count();
        var lists = FindListOptions(root, arguments);
        var (kept, moved) = (new List<string>(), new List<string>());
        for (var index = 0; index < end;)
        {
            var isList = lists.Contains(NameOf(arguments[index]));
            var length = isList ? MeasureList(arguments, index, end) : 1;
            var isEnded = isList && index + length < end && !IsOption(arguments[index + length]);
            var target = isEnded ? moved : kept;
            target.AddRange(arguments.Skip(index).Take(length));
            index += length;
        }

        return [.. kept, .. moved, .. arguments.Skip(end)];
    }

    // The option and its values; all words up to the next option if no value has a comma.
    private static int MeasureList(IReadOnlyList<string> arguments, int start, int end)
    {
        var hasComma = false;
        var value = arguments[start].Split('=', 2) is [_, var attached] ? attached : null;
        for (var index = start; ; value = arguments[index])
        {
            hasComma |= value?.Contains(',', StringComparison.Ordinal) == true;
            index++;
            var isOpen = !hasComma || value!.EndsWith(',');
            if (index == end || IsOption(arguments[index]) || (!isOpen && !arguments[index].StartsWith(',')))
                return index - start;
        }
    }

    private static HashSet<string> FindListOptions(Command root, IReadOnlyList<string> arguments)
    {
        var command = arguments
            .Select(argument => root.Subcommands.FirstOrDefault(command => command.Name == argument))
            .FirstOrDefault(command => command is not null);
        var lists = command?.Options.Where(option => option.AllowMultipleArgumentsPerToken) ?? [];
        return [.. lists.SelectMany(option => option.Aliases.Append(option.Name))];
    }

    private static bool IsOption(string argument) => argument.StartsWith('-');

    private static string NameOf(string argument) => argument.Split('=')[0];
}
