namespace AdapterKit.Interchange.Tests;

/// <summary>A task with the defaults of a declared one: norms of its own, and a norm in its head.</summary>
internal sealed class TunedTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ClassificationTask(declaration, backbone, config);

/// <summary>Declares tasks without the compiler.</summary>
internal static class Tasks
{
    public static TaskDeclaration Declaration(string backbone, AdapterConfig config, string id = "mood", params string[] labels)
    {
        TaskDeclaration? declaration = null;
        return declaration = new TaskDeclaration(
            id, backbone, labels.Length > 0 ? labels : ["good", "bad"], config, (stem, own) => new TunedTask(declaration!, stem, own));
    }
}
