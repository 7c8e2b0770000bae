using System.Text;
using System.Text.Json.Nodes;

namespace AdapterKit.Training;

/// <summary>Identifies what a training was made of by the SHA-256 of its JSON: the same on every machine and in every culture.</summary>
public static class RecipeFingerprint
{
    /// <summary>
    /// Computes the fingerprint of the adapters of a task: variant, options, placement, points, drop, fusion, and the weights of its
    /// members.
    /// </summary>
    /// <param name="config">The adapters.</param>
    /// <returns><c>sha256:</c> and hexadecimal digits.</returns>
    public static string Compute(AdapterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Compute(RecipeJson.Describe(config));
    }

    /// <summary>Computes the fingerprint of the options of a training.</summary>
    /// <param name="options">The options.</param>
    /// <returns><c>sha256:</c> and hexadecimal digits.</returns>
    public static string Compute(OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Compute(RecipeJson.Describe(options));
    }

    /// <summary>Computes the fingerprint of a whole recipe.</summary>
    internal static string Compute(JsonObject recipe) => Hash(recipe.ToJsonString());

    /// <summary>Computes the hash of a text, such as of all examples of a data set.</summary>
    internal static string Hash(string text) => ContentHash.Compute(Encoding.UTF8.GetBytes(text));
}
