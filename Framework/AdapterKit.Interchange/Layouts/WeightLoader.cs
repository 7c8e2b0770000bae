namespace AdapterKit.Interchange;

/// <summary>
/// Loads published weights into a task, strictly: every weight is found with its shape, and every key is used. Everything is checked
/// before anything is loaded.
/// </summary>
/// <param name="folder">The folder, for messages.</param>
internal sealed class WeightLoader(string folder)
{
    private const int Listed = 12;
    private readonly List<(WeightFile File, KeyedWeight Weight)> found = [];
    private readonly List<string> missing = [];
    private readonly List<string> unused = [];
    private readonly List<string> mismatches = [];

    /// <summary>Adds a file with all weights that it must have, and no others.</summary>
    public void Add(WeightFile file, IReadOnlyList<KeyedWeight> weights)
    {
        foreach (var weight in weights)
        {
            if (file.Contains(weight.Key))
                Check(file, weight);
            else
                missing.Add(weight.Key);
        }

        unused.AddRange(file.Keys.Except(weights.Select(weight => weight.Key)).Order(StringComparer.Ordinal));
    }

    /// <summary>Loads the weights.</summary>
    /// <returns>The number of keys that were used.</returns>
    /// <exception cref="InterchangeException">A key is missing, unused, or of another shape or type. Nothing was loaded.</exception>
    public int Load()
    {
        if (missing.Count + unused.Count + mismatches.Count > 0)
        {
            throw new InterchangeException(
                $"{folder} does not fit the configuration and the backbone."
                + Describe("Missing are", missing) + Describe("Unused are", unused) + Describe("Of another form are", mismatches))
            {
                Missing = missing,
                Unused = unused,
            };
        }

        var values = new List<Tensor>();
        try
        {
            values.AddRange(found.Select(one => one.File.Read(one.Weight.Key)));
            foreach (var (index, (_, weight)) in found.Index())
                weight.Write(values[index]);

            return found.Count;
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static string Describe(string what, List<string> keys)
    {
        if (keys.Count == 0)
            return "";

        var more = keys.Count > Listed ? $"\n- and {keys.Count - Listed} more" : "";
        return $"\n{what}:\n- {string.Join("\n- ", keys.Take(Listed))}{more}";
    }

    private void Check(WeightFile file, KeyedWeight weight)
    {
        var (dtype, shape) = file.Describe(weight.Key);
        if (!shape.SequenceEqual(weight.Shape))
            mismatches.Add($"{weight.Key}: [{string.Join(", ", shape)}] instead of [{string.Join(", ", weight.Shape)}]");
        else if (dtype is not (ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16))
            mismatches.Add($"{weight.Key}: {dtype} instead of Float32, Float16 or BFloat16");
        else
            found.Add((file, weight));
    }
}
