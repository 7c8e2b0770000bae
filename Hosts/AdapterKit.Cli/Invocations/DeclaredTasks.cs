using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>Finds the tasks that plugins declare, and the declarations that fit a backbone.</summary>
internal static class DeclaredTasks
{
    /// <summary>Returns the declaration for the backbone that a command runs on.</summary>
    /// <exception cref="InputException">
    /// The task is declared for another backbone, and no --backbone asks for this one; or one reads images and the other texts.
    /// </exception>
    public static TaskDeclaration DeclareOn(this Invocation invocation, TaskDeclaration declared, Backbone backbone)
    {
        if (declared.Kind.Reading.ReadsImages != backbone is IImageModel)
        {
            var (own, other) = declared.Kind.Reading.ReadsImages ? ("images", "texts") : ("texts", "images");
            throw new InputException(
                $"Task '{declared.Id}' reads {own}, but backbone '{backbone.Id}' reads {other}. Name one that reads {own} with "
                + "--backbone.");
        }

        return declared.BackboneId == backbone.Id || invocation.HasChosenBackbone
            ? declared.On(backbone)
            : throw new InputException(
                $"Task '{declared.Id}' is declared for the backbone '{declared.BackboneId}', but this command runs '{backbone.Id}'. "
                + $"Name the directory of '{declared.BackboneId}' with --backbone, or that of another backbone to train the task on it.");
    }

    /// <summary>Returns a task that a plugin declares.</summary>
    /// <exception cref="InputException">No plugin declares the task.</exception>
    public static TaskDeclaration FindDeclaration(this PluginHost host, string id)
    {
        var declared = host.Declarations.Select(declaration => declaration.Id).ToList();
        return host.Declarations.FirstOrDefault(declaration => declaration.Id == id) ?? throw new InputException(
            $"No plugin declares the task '{id}'.{Suggestion.For(id, declared)} Declared tasks: {string.Join(", ", declared)}.");
    }
}
