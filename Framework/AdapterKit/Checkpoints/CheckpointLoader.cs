using System.IO.Enumeration;

namespace AdapterKit;

/// <summary>
/// Loads checkpoints into models whose weights have declared keys, strictly: every weight is found, and every key is used.
/// </summary>
public static class CheckpointLoader
{
    private const int ListedProblems = 12;

    /// <summary>Replaces every weight of a model.</summary>
    /// <param name="source">The checkpoint.</param>
    /// <param name="model">The model.</param>
    /// <param name="prefix">What precedes the model's keys in checkpoints with a head; used if any key begins with it.</param>
    /// <param name="ignored">Keys that the model does not need, with <c>*</c> for any characters.</param>
    /// <returns>What became of each key.</returns>
    /// <exception cref="CheckpointException">
    /// A weight is missing, has another shape or type, or a key is unknown. The message lists them, and the model is unchanged.
    /// </exception>
    /// <exception cref="IOException">The files cannot be read to their end; the model may be partly loaded.</exception>
    public static CheckpointCoverage Load(
        CheckpointSource source, IMappedWeights model, string prefix = "", params IReadOnlyList<string> ignored)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(ignored);
        using var scope = NewDisposeScope();
        var matches = Match(source, WeightMap.GetSlots(model), prefix, ignored, out var coverage);
        foreach (var (key, slot) in matches)
        {
            using var values = source.Read(key);
            slot.Write(values);
        }

        return coverage;
    }

    /// <summary>Checks a checkpoint against a model without changing the model.</summary>
    /// <inheritdoc cref="Load" />
    public static CheckpointCoverage Check(
        CheckpointSource source, IMappedWeights model, string prefix = "", params IReadOnlyList<string> ignored)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(ignored);
        using var scope = NewDisposeScope();
        Match(source, WeightMap.GetSlots(model), prefix, ignored, out var coverage);
        return coverage;
    }

    private static List<(string Key, WeightSlot Slot)> Match(
        CheckpointSource source,
        IReadOnlyList<WeightSlot> slots,
        string prefix,
        IReadOnlyList<string> ignored,
        out CheckpointCoverage coverage)
    {
        var used = source.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal)) ? prefix : "";
        var problems = new List<string>();
        var matches = new List<(string Key, WeightSlot Slot)>();
        var defaulted = new List<string>();
        foreach (var slot in slots)
        {
            if (FindKey(source, used, slot) is { } key)
            {
                matches.Add((key, slot));
                if (FindMismatch(source, key, slot) is { } mismatch)
                    problems.Add(mismatch);
            }
            else if (slot.IsOptional)
            {
                defaulted.Add(slot.Name);
            }
            else
            {
                problems.Add($"'{(slot.IsUnprefixed ? "" : used)}{slot.Key}' is missing (for {slot.Name})");
            }
        }

        var rest = source.Keys.Except(matches.Select(match => match.Key)).Order(StringComparer.Ordinal).ToList();
        var unneeded = rest.Where(
            key => ignored.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: false))).ToList();
        problems.AddRange(rest.Except(unneeded).Select(key => $"'{key}' is unknown to the model"));
        if (problems.Count > 0)
            throw new CheckpointException(Describe(source, problems));

        coverage = new CheckpointCoverage([.. matches.Select(match => (match.Key, match.Slot.Name))], unneeded, defaulted);
        return matches;
    }

    private static string? FindKey(CheckpointSource source, string modelPrefix, WeightSlot slot)
    {
        var prefix = slot.IsUnprefixed ? "" : modelPrefix;
        if (source.Contains(prefix + slot.Key))
            return prefix + slot.Key;

        return slot.OldKey is { } old && source.Contains(prefix + old) ? prefix + old : null;
    }

    private static string? FindMismatch(CheckpointSource source, string key, WeightSlot slot)
    {
        var (dtype, shape) = source.Describe(key);
        if (!shape.SequenceEqual(slot.Shape))
            return $"'{key}' has the shape [{string.Join(", ", shape)}], but the model needs [{string.Join(", ", slot.Shape)}]";

        return CanWiden(dtype, slot.Dtype) ? null : $"'{key}' is {dtype}, but the model needs {slot.Dtype}";
    }

    // Every float16 and bfloat16 is a float32; a narrower type would lose digits silently.
    private static bool CanWiden(ScalarType from, ScalarType to) =>
        from == to || (from is ScalarType.Float16 or ScalarType.BFloat16 && to is ScalarType.Float32 or ScalarType.Float64);

    private static string Describe(CheckpointSource source, List<string> problems)
    {
        var more = problems.Count > ListedProblems ? $"\n- and {problems.Count - ListedProblems} more" : "";
        return $"{source.Name} does not fit the model. Use the checkpoint that belongs to this config.json.\n- "
            + string.Join("\n- ", problems.Take(ListedProblems)) + more;
    }
}
