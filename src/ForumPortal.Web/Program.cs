using ForumPortal.Web.Hosting;

return await Startup.Run(args);
