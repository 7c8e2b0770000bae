namespace AdapterKit;

/// <summary>Finds out in which type and on which device a module's weights are.</summary>
internal static class ModuleWeights
{
    /// <summary>
    /// Returns the first floating-point weight, which stands for all of them: a module is moved and converted as a whole. Null for a module
    /// without weights.
    /// </summary>
    // The nearest one, since listing the parameters of a whole model takes longer than the passes that ask.
    public static Parameter? FindWeight(this nn.Module module) =>
        module.parameters(recurse: false).FirstOrDefault(parameter => parameter.is_floating_point())
        ?? module.children().Select(FindWeight).FirstOrDefault(weight => weight is not null);
}
